"""The place 推荐与公布: order and quotas, cover letters, public display with objections, the published list."""

from ui.views.recommendation.view import RecommendationView

__all__ = ["RecommendationView"]

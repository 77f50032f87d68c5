"""A fingerprint as short words that two people can compare over the telephone.

Six different words out of 256 say 47.9 bits. They are taken from the fingerprint after 2^17 turns, so that whoever
looks for another key with the same words has to do 2^64 steps and more. A word means the same in both languages; in
Chinese no two differ by less than an initial and a final, even when tones, n and l, z and zh, n and ng sound alike.
"""

import hashlib
from functools import lru_cache

from greendesk.ledger.entry import is_digest

WORDS = 6
_TURNS = 2**17
_IN_CHINESE = (
    "苹果 香蕉 葡萄 西瓜 草莓 柠檬 樱桃 核桃 花生 土豆 白菜 萝卜 黄瓜 辣椒 南瓜 洋葱 "
    "大蒜 蘑菇 玉米 面包 饺子 豆腐 牛奶 咖啡 蜂蜜 鸡蛋 饼干 酱油 白糖 老虎 狮子 大象 "
    "猴子 熊猫 骆驼 兔子 狐狸 松鼠 乌龟 青蛙 蝴蝶 蜻蜓 蚂蚁 蜘蛛 孔雀 燕子 鹦鹉 企鹅 "
    "海豚 鲸鱼 螃蟹 章鱼 斑马 山羊 公鸡 白鹅 蜗牛 鳄鱼 袋鼠 河马 犀牛 刺猬 太阳 月亮 "
    "星星 彩虹 闪电 雪花 冰块 露水 瀑布 沙漠 森林 草原 火山 岛屿 山谷 石头 泥土 黄金 "
    "白银 钻石 玻璃 木材 柳树 荷花 玫瑰 菊花 牡丹 树叶 种子 果园 农村 城市 街道 桥梁 "
    "铁路 火车 飞机 轮船 卡车 码头 车站 隧道 学校 医院 图书 银行 邮局 市场 工厂 厨房 "
    "阳台 花园 屋顶 窗户 楼梯 电梯 大门 钥匙 门锁 沙发 书架 台灯 毛巾 牙刷 肥皂 雨伞 "
    "帽子 手套 围巾 口袋 项链 手表 日历 铅笔 钢笔 橡皮 胶水 白纸 信封 邮票 字典 电话 "
    "电脑 键盘 水壶 茶杯 筷子 菜刀 叉子 瓶子 背包 螺丝 斧头 水桶 扫帚 蜡烛 气球 风筝 "
    "积木 秋千 足球 篮球 钢琴 吉他 喇叭 锣鼓 电影 医生 学生 警察 农民 渔夫 画家 作家 "
    "歌手 士兵 国王 婴儿 眉毛 耳朵 心脏 春天 夏天 冬天 早晨 黄昏 红色 绿色 紫色 东方 "
    "节日 灯笼 鞭炮 面条 蛋糕 羊毛 皮革 瓷器 水泥 砖头 煤炭 灯泡 磁铁 故事 谜语 问题 "
    "答案 旅行 滑冰 宝塔 城墙 宫殿 帐篷 沙滩 海鸥 芒果 酸奶 芹菜 番茄 木瓜 绿茶 老鹰 "
    "麻雀 喜鹊 鲨鱼 恐龙 凤凰 蜜蜂 摩托 轮胎 航班 行李 餐厅 剧院 教堂 寺庙 走廊 地毯 "
    "窗帘 床单 衣柜 香肠 果汁 西装 拖鞋 腰带 耳环 牙膏 拖把 天平 算盘 滑雪 木偶 面具 "
)
_IN_ENGLISH = (
    "apple banana grape melon berry lemon cherry walnut peanut potato cabbage radish cucumber pepper "
    "pumpkin onion garlic mushroom corn bread dumpling tofu milk coffee honey egg biscuit sauce sugar "
    "tiger lion elephant monkey panda camel rabbit fox squirrel turtle frog butterfly dragonfly ant "
    "spider peacock swallow parrot penguin dolphin whale crab octopus zebra goat rooster goose snail "
    "crocodile kangaroo hippo rhino hedgehog sun moon star rainbow lightning snowflake ice dew waterfall "
    "desert forest meadow volcano island valley stone soil gold silver diamond glass timber willow lotus "
    "rose daisy peony leaf seed orchard village city street bridge railway train plane ship truck harbor "
    "station tunnel school hospital book bank post market factory kitchen balcony garden roof window "
    "stairs lift gate key lock sofa shelf lamp towel toothbrush soap umbrella hat glove scarf pocket "
    "necklace watch calendar pencil pen eraser glue paper envelope stamp dictionary telephone computer "
    "keyboard kettle cup chopsticks knife fork bottle backpack screw axe bucket broom candle balloon kite "
    "blocks swing football basketball piano guitar trumpet drum film doctor student police farmer fisher "
    "painter writer singer soldier king baby eyebrow ear heart spring summer winter morning dusk red "
    "green purple east festival lantern firework noodle cake wool leather porcelain cement brick coal "
    "bulb magnet story riddle question answer travel skate pagoda wall palace tent beach gull mango "
    "yogurt celery tomato papaya tea eagle sparrow magpie shark dinosaur phoenix bee motor tire flight "
    "luggage restaurant theater church temple corridor carpet curtain sheet wardrobe sausage juice suit "
    "slipper belt earring paste mop balance abacus ski puppet mask"
)
_TABLES = {"zh": _IN_CHINESE.split(), "en": _IN_ENGLISH.split()}


def fingerprint_words(digest: str, language: str = "zh") -> str:
    """Return six words in Chinese ("zh") or English ("en") for a SHA-256 digest (64 hex digits)."""
    if not is_digest(digest):
        raise ValueError(digest)
    return " ".join(_TABLES[language][place] for place in _places(digest))


@lru_cache(maxsize=1024)
def _places(digest: str) -> tuple[int, ...]:
    """Draw six of 256 places, none twice: a word that is said twice would be asked for again."""
    number = int.from_bytes(
        hashlib.pbkdf2_hmac("sha256", bytes.fromhex(digest), b"greendesk words", _TURNS, 32)
    )
    left, drawn = list(range(256)), []
    for _ in range(WORDS):
        number, place = divmod(number, len(left))
        drawn.append(left.pop(place))
    return tuple(drawn)

"""Documents out: PDF, docx and xlsx, signed, and the checks of what came back."""

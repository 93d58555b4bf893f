"""The web page. Importing this room turns Gradio's analytics off, which has to happen before Gradio itself is imported."""

import os

os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

"""Launches the web page, also where Gradio apps are hosted: ``python app.py``."""

from policyqa.api import PolicyQA
from policyqa.ui.app import launch

if __name__ == "__main__":
    launch(PolicyQA(), ready=print)

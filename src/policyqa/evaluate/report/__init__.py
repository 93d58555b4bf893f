"""What is told about a run: JSON for programs, Markdown for pull requests, one HTML page for reading question by question."""

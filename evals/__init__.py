"""The eval suite: question sets, metrics, runner."""

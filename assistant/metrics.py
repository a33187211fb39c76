"""What an operator counts: Prometheus metrics, with no content of questions or answers in them."""

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

REGISTRY = CollectorRegistry()
ANSWERS = Counter("assistant_answers", "Answers given", ["status", "engine"], registry=REGISTRY)
ANSWER_SECONDS = Histogram(
    "assistant_answer_seconds", "Time to an answer, with the language model's where there is one",
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30), registry=REGISTRY,
)  # fmt: skip
DROPPED = Counter(
    "assistant_lines_dropped", "Lines that verification did not let through", ["engine"], registry=REGISTRY
)
MODEL_CALLS = Counter("assistant_model_calls", "Calls of the language model", ["outcome"], registry=REGISTRY)
MODEL_SECONDS = Histogram(
    "assistant_model_seconds", "Time to the language model's reply",
    buckets=(0.25, 0.5, 1, 2.5, 5, 10, 20, 60), registry=REGISTRY,
)  # fmt: skip
MODEL_TOKENS = Counter("assistant_model_tokens", "Tokens of the language model", ["kind"], registry=REGISTRY)


def exposition() -> bytes:
    """All metrics in Prometheus' text format."""
    return bytes(generate_latest(REGISTRY))

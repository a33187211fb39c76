"""Teach the bundled encoder what an answer looks like: `python -m evals.tune_encoder [--write]`.

Learns from invented programmes and the questions that staff would ask about them (`evals/tuning/`): each question
belongs to one sentence, and some to none; a quarter are made of a sentence's own words (`evals.own_words`). Of a
programme's sentences the right one must lie nearest (cross-entropy over cosines), and how near the nearest lies must
tell whether there is an answer at all (logistic loss). Only biases, layer norms (BitFit) and the scales of the
matrices' blocks (PEQA) change, the 4-bit values staying as the package has them. Needs torch, an hour.
"""

import argparse
import os
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from rich.console import Console
from rich.table import Table

from evals.invented import Asked, Programme, held_out, learned_from
from evals.own_words import foreign_question, own_question
from vectorstore.packed_model import PackedModel, bundled_path
from vectorstore.tuning import load_tuning, save_tuning

if TYPE_CHECKING:
    from torch import Tensor

STEPS, WARM_UP = 1000, 20
RATE = 7e-4
GROWTH_RATE = 2e-3  # of the blocks' scales, as a share
FURTHER = 0.5  # part of the rates where an earlier tuning is gone on from
INITIATIVES, TEXTS, WITHOUT_ANSWER = 6, 50, 3  # of one programme, in one step
SHARPNESS = 30.0  # what cosines are multiplied by at first; learned
SOFT = 60.0  # how close the smooth maximum of cosines is to the largest
WORTH = 0.5  # of telling whether there is an answer, beside finding it
OWN_WORDS = 0.25  # of questions that are made of the text's own words
JOINED = 0.25  # of neighbouring sentences that are read as one text, as in a passage
MAX_TOKENS = 160
SEED = 26
_BATCH = 20


@dataclass(frozen=True, slots=True)
class Found:
    """How well questions find their sentences: the share whose first is right, and the mean reciprocal rank.

    `told_apart` is the area under the ROC curve of the nearest cosine: questions with an answer against those without.
    """

    first: float
    reciprocal: float
    told_apart: float


class Model:
    """The package's encoder in torch, free to change in its small tensors and in the growth of its blocks' scales.

    Names are those of the package's file.
    """

    def __init__(self, packed: PackedModel) -> None:
        self.packed = packed
        self.network, self.small, self.growth = _network(packed)
        self._tokenizer = _tokenizer(packed)

    def vectors(self, texts: Sequence[str]) -> "Tensor":
        """A unit vector for each text, which has its prefix."""
        import torch

        encoded = self._tokenizer.encode_batch(list(texts))
        mask = torch.tensor([one.attention_mask for one in encoded])
        states = self.network(
            input_ids=torch.tensor([one.ids for one in encoded]), attention_mask=mask
        ).last_hidden_state
        weights = mask.unsqueeze(-1).float()
        return torch.nn.functional.normalize((states * weights).sum(1) / weights.sum(1), dim=-1)

    def by_length(self, texts: Sequence[str]) -> "Tensor":
        """As `vectors`, in batches of like length, so that less is padded."""
        import torch

        order = sorted(range(len(texts)), key=lambda at: len(texts[at]))
        batches = (order[start : start + _BATCH] for start in range(0, len(order), _BATCH))
        found = torch.cat([self.vectors([texts[at] for at in batch]) for batch in batches])
        return found[torch.tensor(order).argsort()]

    def embedded(self, texts: Sequence[str]) -> Any:
        """The vectors of many texts, as an array; nothing is learned from them."""
        import torch

        with torch.no_grad():
            return self.by_length(texts).numpy()

    def take(self, changes: Mapping[str, Any]) -> None:
        """Go on from the changes of an earlier tuning."""
        import torch

        with torch.no_grad():
            for name, change in changes.items():
                tensor = self.small[name] if name in self.small else self.growth[name]
                tensor += torch.from_numpy(change).view_as(tensor)

    def changes(self) -> dict[str, Any]:
        """How the small tensors differ from the package's, and by what share the blocks' scales grew."""
        small = {
            name: tensor.detach().numpy().ravel() - self.packed.full(name)
            for name, tensor in self.small.items()
            if not np.array_equal(tensor.detach().numpy().ravel(), self.packed.full(name))
        }
        return small | {name: growth.detach().numpy().ravel() for name, growth in self.growth.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn, report on programmes that nothing was learned from, and write the tuning with `--write`."""
    import torch

    parser = argparse.ArgumentParser(prog="python -m evals.tune_encoder", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write vectorstore/tuning.npz")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--further", action="store_true", help="go on from vectorstore/tuning.npz, at half the rate")
    options = parser.parse_args(arguments)
    console = Console(soft_wrap=True)
    torch.set_num_threads(os.cpu_count() or 1)
    model = Model(PackedModel(bundled_path()))
    table = Table("", "right sentence first", "MRR", "answer or none (area)")
    if options.further:
        model.take(load_tuning().changes)
    before = measure(model, held_out())
    rate = FURTHER if options.further else 1.0
    for step, loss in enumerate(learn(model, learned_from(), options.steps, rate), 1):
        if not step % 25:
            console.print(f"{step} of {options.steps}: loss {loss:.3f}")
    for name, found in (("before", before), ("after", measure(model, held_out()))):
        table.add_row(name, *(f"{value:.3f}" for value in (found.first, found.reciprocal, found.told_apart)))
    console.print(table)
    if options.write:
        save_tuning(model.changes(), model.packed)
    return 0


def learn(model: Model, programmes: Sequence[Programme], steps: int, rate: float = 1.0) -> Iterator[float]:
    """Learn for a number of steps, one of two or more programmes each; gives the mean loss of the last 25 steps.

    `rate` is what part of the rates to begin with.
    """
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

    chance = random.Random(SEED)
    sharpness = torch.nn.Parameter(torch.tensor(np.log(SHARPNESS), dtype=torch.float32))
    answered = torch.nn.Parameter(torch.tensor([20.0, -17.0]))  # slope and intercept of there being an answer
    optimiser = torch.optim.AdamW(
        [
            {"params": list(model.small.values()), "lr": RATE * rate},
            {"params": list(model.growth.values()), "lr": GROWTH_RATE * rate},
            {"params": [sharpness], "lr": 1e-3},
            {"params": [answered], "lr": 5e-2},
        ],
        weight_decay=0.0,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / WARM_UP) * max(0.02, 1 - step / steps)
    )
    losses: list[float] = []
    for _ in range(steps):
        programme = chance.choice(programmes)
        texts, questions = _sample(programme, [one for one in programmes if one is not programme], chance)
        documents = model.by_length([f"passage: {text}" for text in texts])
        cosines = model.by_length([f"query: {question}" for question, _ in questions]) @ documents.T
        own = torch.tensor([at for _, at in questions])
        has_answer = own >= 0
        nearest = torch.logsumexp(cosines * SOFT, 1) / SOFT
        loss = cross_entropy(cosines[has_answer] * sharpness.exp(), own[has_answer])
        loss += WORTH * binary_cross_entropy_with_logits(answered[0] * nearest + answered[1], has_answer.float())
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        schedule.step()
        losses.append(float(loss.detach()))
        yield float(np.mean(losses[-25:]))


def measure(model: Model, programmes: Sequence[Programme]) -> Found:
    """How well the encoder finds the sentences of programmes that it has not seen."""
    from sklearn.metrics import roc_auc_score

    ranks: list[int] = []
    nearest: list[float] = []
    is_answerable: list[bool] = []
    for programme in programmes:
        texts = [asked.text for asked in programme.asked]
        documents = model.embedded([f"passage: {text}" for text in texts])
        questions = [(q, at) for at, asked in enumerate(programme.asked) for q in asked.questions]
        questions += [(question, -1) for question in programme.unanswerable]
        cosines = model.embedded([f"query: {question}" for question, _ in questions]) @ documents.T
        for row, (_, at) in zip(cosines, questions, strict=True):
            nearest.append(float(row.max()))
            is_answerable.append(at >= 0)
            if at >= 0:
                ranks.append(int((row > row[at]).sum()) + 1)
    return Found(
        first=float(np.mean([rank == 1 for rank in ranks])),
        reciprocal=float(np.mean([1 / rank for rank in ranks])),
        told_apart=float(roc_auc_score(is_answerable, nearest)),
    )


def _sample(
    programme: Programme, others: Sequence[Programme], chance: random.Random
) -> tuple[list[str], list[tuple[str, int]]]:
    """Texts of some initiatives, and questions with the number of the text that answers, -1 for none."""
    titles = chance.sample(programme.titles, min(INITIATIVES, len(programme.titles)))
    texts = _joined([asked for asked in programme.asked if asked.title in titles], chance)
    chance.shuffle(texts)
    texts = texts[:TEXTS]
    questions = [
        (own_question(asked, chance) if chance.random() < OWN_WORDS else chance.choice(asked.questions), at)
        for at, asked in enumerate(texts)
    ]
    for title in titles:
        without = programme.unanswerable_of[title]
        questions += [(question, -1) for question in chance.sample(without, min(WITHOUT_ANSWER, len(without)))]
        foreign = foreign_question(title, programme.asked, chance.choice(others).asked, chance)
        questions += [(foreign, -1)] if foreign else []
    return [asked.text for asked in texts], questions


def _joined(sentences: Sequence[Asked], chance: random.Random) -> list[Asked]:
    """The sentences, now and then two neighbours of a description as one text."""
    texts: list[Asked] = []
    for asked in sentences:
        before = texts[-1] if texts else None
        if before and before.runs_on and asked.runs_on and before.title == asked.title and chance.random() < JOINED:
            texts[-1] = before.followed_by(asked)
        else:
            texts.append(asked)
    return texts


def _network(packed: PackedModel) -> tuple[Any, dict[str, Any], dict[str, Any]]:
    """The model in torch with the package's weights, its small tensors, and its blocks' growth, by name in the file."""
    import torch
    from transformers import BertConfig, BertModel

    sizes = packed.sizes
    config = BertConfig(
        vocab_size=sizes.vocabulary,
        hidden_size=sizes.hidden,
        num_hidden_layers=sizes.layers,
        num_attention_heads=sizes.heads,
        intermediate_size=sizes.inner,
        max_position_embeddings=sizes.positions,
        type_vocab_size=sizes.types,
        layer_norm_eps=sizes.epsilon,
    )
    network: Any = BertModel(config, add_pooling_layer=False)
    network.eval()  # no dropout: few numbers learn from much
    small: dict[str, Any] = {}
    growth: dict[str, Any] = {}
    for path, module in list(network.named_modules()):
        if isinstance(module, torch.nn.Linear):
            name = _name_in_file(f"{path}.weight")
            growth[name] = _grow(module, *packed.blocks(name))
    for path, parameter in network.named_parameters():
        if "parametrizations" in path:
            continue
        name = _name_in_file(path)
        is_small = path.endswith(".bias") or "LayerNorm" in path
        full = is_small or "position" in path or "token_type" in path
        values = packed.full(name) if full else packed.matrix(name, *parameter.shape)
        with torch.no_grad():
            parameter.copy_(torch.from_numpy(values.reshape(parameter.shape).copy()))
        parameter.requires_grad = is_small
        if is_small:
            small[name] = parameter
    return network, small, growth


def _grow(linear: Any, scales: Any, values: Any) -> Any:
    """Make a layer's matrix that of the file's blocks, with a factor for each block to learn: its growth."""
    import torch

    shape = tuple(linear.weight.shape)
    fixed = torch.from_numpy(values * scales)

    class Blocks(torch.nn.Module):
        def forward(self, growth: "Tensor") -> "Tensor":
            return (fixed * (1 + growth)).view(shape)

    linear.weight = torch.nn.Parameter(torch.zeros(len(scales), 1))
    torch.nn.utils.parametrize.register_parametrization(linear, "weight", Blocks(), unsafe=True)
    return linear.parametrizations.weight.original


_PARTS = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "attention.output.LayerNorm": "aln",
    "intermediate.dense": "fi",
    "output.dense": "fo",
    "output.LayerNorm": "oln",
}
_EMBEDDINGS = {
    "word_embeddings.weight": "emb.word",
    "position_embeddings.weight": "emb.pos",
    "token_type_embeddings.weight": "emb.type",
    "LayerNorm.weight": "emb.ln.w",
    "LayerNorm.bias": "emb.ln.b",
}


def _name_in_file(path: str) -> str:
    """A parameter's name in the package's file: `encoder.layer.3.attention.self.query.bias` is `l3.q.b`."""
    if path.startswith("embeddings."):
        return _EMBEDDINGS[path.removeprefix("embeddings.")]
    layer, _, rest = path.removeprefix("encoder.layer.").partition(".")
    part, _, kind = rest.rpartition(".")
    return f"l{layer}.{_PARTS[part]}.{kind[0]}"


def _tokenizer(packed: PackedModel) -> Any:
    """The package's SentencePiece vocabulary as a tokenizer: begin, pieces, end, padded to the longest."""
    from tokenizers import Regex, Tokenizer, normalizers
    from tokenizers.models import Unigram
    from tokenizers.pre_tokenizers import Metaspace
    from tokenizers.processors import TemplateProcessing

    pieces = packed.pieces()
    tokenizer = Tokenizer(Unigram(list(pieces.scored), unk_id=pieces.unknown))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = Metaspace()
    begin, end = pieces.scored[pieces.begin][0], pieces.scored[pieces.end][0]
    tokenizer.post_processor = TemplateProcessing(
        f"{begin} $A {end}", special_tokens=[(begin, pieces.begin), (end, pieces.end)]
    )
    tokenizer.enable_padding(pad_id=pieces.pad, pad_token=pieces.scored[pieces.pad][0])
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


if __name__ == "__main__":
    sys.exit(main())

"""Runs exported Python modules and compares what they build with the exported Keras files of the same networks.

Standard input: [{"source", "keras", "images", "shape"}]
Last line of standard output:
[{"params", "expected_params", "shapes", "expected_shapes", "missing", "by_name", "by_order", "longest"}], where `missing`
are layers with weights that the module calls otherwise, `by_name` and `by_order` say how far the outputs are from each
other when the weights are given by the layers' names and in order, and `longest` is the longest line.
"""

import json
import runpy
import sys

import keras
import numpy as np


def shapes(model):
    return [list(weight.shape) for weight in model.weights]


def with_weights(model):
    return {layer.name: layer for layer in model.layers if layer.weights}


def outputs(model, images):
    answer = model(images, training=False)
    return [np.asarray(one) for one in (answer if isinstance(answer, list) else [answer])]


def apart(one, other):
    return max(float(np.abs(np.log(a + 1e-30) - np.log(b + 1e-30)).max()) for a, b in zip(one, other, strict=True))


def judge(asked):
    model = runpy.run_path(asked["source"])["build_model"]()
    theirs = keras.models.load_model(asked["keras"])
    images = np.array(asked["images"], dtype="float32").reshape(asked["shape"])
    expected = outputs(theirs, images)
    named, expected_named = with_weights(model), with_weights(theirs)
    missing = sorted(set(expected_named) ^ set(named))
    for name in set(named) & set(expected_named):
        named[name].set_weights(expected_named[name].get_weights())
    by_name = apart(outputs(model, images), expected)
    same = shapes(model) == shapes(theirs)
    if same:
        model.set_weights([np.zeros(shape) for shape in shapes(model)])
        model.set_weights(theirs.get_weights())
    with open(asked["source"], encoding="utf-8") as file:
        # An address cannot be broken.
        longest = max(len(line.rstrip("\n")) for line in file if " " in line.strip())
    return {
        "params": model.count_params(),
        "expected_params": theirs.count_params(),
        "shapes": shapes(model),
        "expected_shapes": shapes(theirs),
        "missing": missing,
        "by_name": by_name,
        "by_order": apart(outputs(model, images), expected) if same else None,
        "longest": longest,
    }


answers = []
for asked in json.load(sys.stdin):
    answers.append(judge(asked))
    keras.backend.clear_session()
print(json.dumps(answers))

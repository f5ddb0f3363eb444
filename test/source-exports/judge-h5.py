"""Loads exported HDF5 files with Keras as it comes and compares them with the `.keras` files of the same networks.

Standard input: {
  "models": [{"h5", "weights", "source", "keras", "images", "shape"}],
  "applications": [{"name", "arguments", "weights", "keras", "images", "shape"}]
}
Last line of standard output: {"models": [{"whole", "by_order", "by_name"}], "applications": [number]}, each the furthest
that logits are apart; `h5` may be null.
"""

import json
import runpy
import sys

import keras
import numpy as np


def logits(model, images):
    answer = model(images, training=False)
    answers = answer if isinstance(answer, (list, tuple)) else [answer]
    return [np.log(np.asarray(one) + 1e-30) for one in answers]


def apart(one, other):
    return max(float(np.abs(a - b).max()) for a, b in zip(one, other, strict=True))


def images_of(asked):
    return np.array(asked["images"], dtype="float32").reshape(asked["shape"])


def judge(asked):
    images = images_of(asked)
    expected = logits(keras.models.load_model(asked["keras"]), images)
    answer = {"whole": None}
    if asked["h5"]:
        answer["whole"] = apart(logits(keras.models.load_model(asked["h5"], compile=False), images), expected)
    for key, options in {"by_order": {}, "by_name": {"by_name": True}}.items():
        model = runpy.run_path(asked["source"])["build_model"]()
        model.load_weights(asked["weights"], **options)
        answer[key] = apart(logits(model, images), expected)
    return answer


def application(asked):
    expected = logits(keras.models.load_model(asked["keras"]), images_of(asked))
    model = getattr(keras.applications, asked["name"])(weights=None, **asked["arguments"])
    model.load_weights(asked["weights"])
    return apart(logits(model, images_of(asked)), expected)


given = json.load(sys.stdin)
print(
    json.dumps(
        {
            "models": [judge(asked) for asked in given["models"]],
            "applications": [application(asked) for asked in given["applications"]],
        }
    )
)

"""Loads exported networks with Keras as it comes (safe mode, no custom objects) and answers with what they compute.

Standard input: [{"path", "images", "shape"}]
Last line of standard output: [{"params", "outputs": [[number]]}], an output each in the network's order
"""

import json
import sys

import keras
import numpy as np


def run(asked):
    model = keras.models.load_model(asked["path"])
    images = np.array(asked["images"], dtype="float32").reshape(asked["shape"])
    answer = model(images, training=False)
    outputs = answer if isinstance(answer, list) else [answer]
    return {
        "params": model.count_params(),
        "outputs": [np.asarray(output).ravel().tolist() for output in outputs],
    }


print(json.dumps([run(asked) for asked in json.load(sys.stdin)]))

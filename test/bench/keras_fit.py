"""Trains a model by Keras's own `fit`, as a person would, and says what it took.

Standard input: {config, data, limit, batch, epochs, learningRate, seed}; `data` is the folder with MNIST's files. Prints one
JSON object last: the seconds of each epoch's training, without its validation, and the process's peak memory in MiB.
"""

import json
import os
import resource
import sys
import time

import keras
import numpy as np

given = json.load(sys.stdin)
keras.utils.set_random_seed(given["seed"])


def read(name, header):
    with open(os.path.join(given["data"], name), "rb") as file:
        return np.frombuffer(file.read()[header:], np.uint8)


model = keras.Model.from_config(given["config"]["config"])
side = model.input_shape[1]


def images(name):
    pad = (side - 28) // 2
    pixels = read(name, 16).reshape(-1, 28, 28, 1).astype("float32") / 255
    return np.pad(pixels, ((0, 0), (pad, pad), (pad, pad), (0, 0)))


limit = given["limit"]
train = images("train-images-idx3-ubyte")[:limit], read("train-labels-idx1-ubyte", 8)[:limit]
validation = images("t10k-images-idx3-ubyte"), read("t10k-labels-idx1-ubyte", 8)


class Clock(keras.callbacks.Callback):
    def __init__(self):
        super().__init__()
        self.seconds = []
        self.begun = None

    def on_epoch_begin(self, epoch, logs=None):
        self.begun = time.perf_counter()

    def on_test_begin(self, logs=None):
        self.seconds.append(time.perf_counter() - self.begun)


clock = Clock()
model.compile(
    optimizer=keras.optimizers.Adam(given["learningRate"]),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(
    *train,
    batch_size=given["batch"],
    epochs=given["epochs"],
    validation_data=validation,
    callbacks=[clock],
    verbose=0,
)
# Linux says it in KiB.
print(json.dumps({"seconds": clock.seconds, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))

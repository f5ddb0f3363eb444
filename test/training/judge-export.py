"""Measures an exported LeNet-5 on MNIST's 10,000 validation digits, padded to 32x32, with Keras."""

import json
import sys

import keras
import numpy as np


def read(path, header):
    return np.frombuffer(open(path, "rb").read(), np.uint8)[header:]


job = json.load(sys.stdin)
images = read(f"{job['data']}/t10k-images-idx3-ubyte", 16).reshape(-1, 28, 28, 1) / np.float32(255)
labels = read(f"{job['data']}/t10k-labels-idx1-ubyte", 8)
images = np.pad(images, ((0, 0), (2, 2), (2, 2), (0, 0)))
model = keras.models.load_model(job["path"], safe_mode=True)
model.compile(loss="sparse_categorical_crossentropy", metrics=["accuracy"])
loss, accuracy = model.evaluate(images, labels, batch_size=500, verbose=0)
print(json.dumps({"loss": loss, "accuracy": accuracy}))

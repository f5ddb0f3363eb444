"""Looks into models with Keras: what layers give for an image, and Grad-CAM by TensorFlow's GradientTape.

Standard input: [{"path", "head", "logits", "layers", "label", "image", "shape"}]; `head` is the layer of the main output,
whose activation is left out of the score where `logits` is true.
Last line of standard output: a list a model of {"<layer>": {"maps", "heat"}}, flat and row by row.
"""

import json
import sys

import keras
import numpy as np
import tensorflow as tf


def flat(tensor):
    return np.asarray(tensor, dtype="float64").ravel().tolist()


def look(case):
    model = keras.models.load_model(case["path"])
    head = model.get_layer(case["head"])
    if case["logits"]:
        head.activation = keras.activations.linear
    image = np.array(case["image"], dtype="float32").reshape([1, *case["shape"]])
    seen = {}
    for name in case["layers"]:
        watched = keras.Model(model.inputs, [model.get_layer(name).output, head.output])
        with tf.GradientTape() as tape:
            maps, scores = watched(image, training=False)
            score = scores[:, case["label"]]
        weights = tf.reduce_mean(tape.gradient(score, maps), axis=(1, 2), keepdims=True)
        heat = tf.nn.relu(tf.reduce_sum(maps * weights, axis=-1))
        seen[name] = {"maps": flat(maps), "heat": flat(heat)}
    return seen


print(json.dumps([look(case) for case in json.load(sys.stdin)]))

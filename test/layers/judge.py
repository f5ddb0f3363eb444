"""Says what Keras makes of every case: shapes, weights, and numbers forward and backward.

Standard input: a list of {id, steps, inputs, weights, cotangent}, where a tensor is {shape, data}. Tensors have a batch axis.
A step is {step, className, config, takes, operation}; most cases have one. The last line of standard output is one JSON object by id; a case that Keras refuses gives {refused: sentence}.
"""

import importlib
import json
import sys

import keras
import numpy as np
import tensorflow as tf


def tensor(given):
    return np.array(given["data"], "float32").reshape(given["shape"])


def listed(values):
    return [np.asarray(value).ravel().tolist() for value in values]


def compute(step, tensors):
    if operation := step.get("operation"):
        kind = getattr(importlib.import_module(operation["module"]), step["className"])
        return kind(**step["config"])(*tensors, *operation["numbers"])
    layer = getattr(keras.layers, step["className"])(**step["config"])
    return layer(tensors if len(tensors) > 1 else tensors[0])


def build(case):
    """The case as a layer: Keras's own, or a model of several of them."""
    if len(case["steps"]) == 1:
        step = case["steps"][0]
        return getattr(keras.layers, step["className"])(**step["config"])
    inputs = [keras.Input(shape) for shape in case["inputs"]]
    known = dict(enumerate(inputs))
    for step in case["steps"]:
        output = compute(step, [known[taken] for taken in step["takes"]])
        assert list(output.shape[1:]) == step["shape"], (step, output.shape)
        known[step["step"]] = output
    return keras.Model(inputs, output)


def judge(case):
    layer = build(case)
    if not case["inputs"]:
        return {"shape": list(layer.batch_shape[1:])}
    symbolic = [keras.Input(shape) for shape in case["inputs"]]
    output = layer(symbolic if len(symbolic) > 1 else symbolic[0])
    said = {
        "shape": list(output.shape[1:]),
        "weights": [{"name": weight.name, "shape": list(weight.shape)} for weight in layer.weights],
        "trainable": int(sum(np.prod(weight.shape) for weight in layer.trainable_weights)),
        "nonTrainable": int(sum(np.prod(weight.shape) for weight in layer.non_trainable_weights)),
    }
    if "values" not in case:
        return said

    values = [tf.Variable(tensor(value)) for value in case["values"]]
    layer.set_weights([tensor(weight) for weight in case["weights"]])
    given = [tf.convert_to_tensor(value) for value in values]
    said["output"] = listed([layer(given if len(given) > 1 else given[0], training=False)])[0]
    with tf.GradientTape() as tape:
        given = [tf.convert_to_tensor(value) for value in values]
        trained = layer(given if len(given) > 1 else given[0], training=case["training"])
        loss = tf.reduce_sum(trained * tensor(case["cotangent"])) + sum(layer.losses)
    variables = values + [weight.value for weight in layer.trainable_weights]
    said["trained"] = listed([trained])[0]
    said["gradients"] = listed(tape.gradient(loss, variables))
    said["weightsAfter"] = listed(layer.get_weights())
    return said


def attempt(case):
    try:
        return judge(case)
    except Exception as refusal:  # Whatever class of error a layer picks: it refused.
        return {"refused": f"{type(refusal).__name__}: {refusal}"[:500]}


print(json.dumps({case["id"]: attempt(case) for case in json.load(sys.stdin)}))

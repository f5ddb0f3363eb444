"""Says what Keras makes of every case: shapes, weights, and numbers forward and backward.

Standard input: a list of {id, className, config, inputs, weights, cotangent}, where a tensor is {shape, data}. Tensors have a
batch axis. The last line of standard output is one JSON object by id; a case that Keras refuses gives {refused: sentence}.
"""

import json
import sys

import keras
import numpy as np
import tensorflow as tf


def tensor(given):
    return np.array(given["data"], "float32").reshape(given["shape"])


def listed(values):
    return [np.asarray(value).ravel().tolist() for value in values]


def judge(case):
    layer = getattr(keras.layers, case["className"])(**case["config"])
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
        loss = tf.reduce_sum(trained * tensor(case["cotangent"]))
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

"""Loads exported SavedModels with TensorFlow as it comes, through their signature, and answers with what they compute.

Standard input: [{"path", "images", "shape"}]
Last line of standard output: [{"inputs", "params", "outputs", "alone"}]: shapes of inputs, how many values the weights have,
each output of all images and of the first alone, by name
"""

import json
import sys

import numpy as np
import tensorflow as tf


def run(asked):
    model = tf.saved_model.load(asked["path"])
    serve = model.signatures["serving_default"]
    images = np.array(asked["images"], dtype="float32").reshape(asked["shape"])
    inputs = sorted(serve.structured_input_signature[1])

    def compute(batch):
        return {name: value.numpy().ravel().tolist() for name, value in serve(**{inputs[0]: tf.constant(batch)}).items()}

    weights = ("kernel", "depthwise_kernel", "pointwise_kernel", "bias", "gamma", "beta", "moving_mean", "moving_variance")
    constants = [op for op in serve.graph.get_operations() if op.type == "Const" and op.name.split("/")[-1] in weights]
    return {
        "inputs": {name: spec.shape.as_list() for name, spec in serve.structured_input_signature[1].items()},
        "params": sum(op.outputs[0].shape.num_elements() for op in constants),
        "outputs": compute(images),
        "alone": compute(images[:1]),
    }


print(json.dumps([run(asked) for asked in json.load(sys.stdin)]))

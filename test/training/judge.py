"""Trains models with Keras, a few steps on given batches, and answers with losses, accuracies and weights.

Standard input: [{"path", "optimizer", "learningRate", "logits", "batches": [{"images", "shape", "labels"}]}]
Last line of standard output: [{"losses", "accuracies", "steps": [{"<layer>/<weight>": values}], "measured"}], a step a batch
"""

import json
import sys

import keras
import numpy as np

optimizers = {
    "sgd": keras.optimizers.SGD,
    "momentum": lambda rate: keras.optimizers.SGD(rate, momentum=0.9),
    "adam": keras.optimizers.Adam,
    "rmsprop": keras.optimizers.RMSprop,
    "adagrad": keras.optimizers.Adagrad,
}


def weights(model):
    return {
        f"{layer.name}/{weight.name}": np.asarray(weight.value, dtype="float64").ravel().tolist()
        for layer in model.layers
        for weight in layer.weights
        if weight.name != "seed_generator_state"
    }


def train(case):
    model = keras.models.load_model(case["path"])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=case["logits"])
    optimizer = optimizers[case["optimizer"]](case["learningRate"])
    # To trace a graph takes far longer than a step does.
    model.compile(optimizer=optimizer, loss=loss, metrics=["accuracy"], run_eagerly=True)
    answer = {"losses": [], "accuracies": [], "steps": []}
    for batch in case["batches"]:
        images = np.array(batch["images"], dtype="float32").reshape(batch["shape"])
        labels = np.array(batch["labels"], dtype="int32")
        model.reset_metrics()
        loss_value, accuracy = model.train_on_batch(images, labels)
        answer["losses"].append(float(loss_value))
        answer["accuracies"].append(float(accuracy))
        answer["steps"].append(weights(model))
    # With the weights of the last step, as validation does.
    measured = model.evaluate(images, labels, batch_size=len(labels), verbose=0)
    answer["measured"] = [float(value) for value in measured]
    return answer


print(json.dumps([train(case) for case in json.load(sys.stdin)]))

"""Trains models with Keras, a few steps on given batches, and answers with losses, accuracies and weights.

Standard input: [{"path", "plan", "logits", "main", "classWeights", "frozen", "batches": [{"images", "shape", "labels"}]}]. `plan` has
every field of a plan; `main` is the place of the main output among the model's, `frozen` has
layers' names.
Last line of standard output: [{"losses", "accuracies", "steps": [{"<layer>/<weight>": values}], "measured"}], a step a batch
"""

import json
import sys

import keras
import numpy as np


def adam(plan):
    return {"beta_1": plan["beta1"], "beta_2": plan["beta2"], "epsilon": plan["epsilon"]}


optimizers = {
    "sgd": (keras.optimizers.SGD, lambda plan: {}),
    "momentum": (keras.optimizers.SGD, lambda plan: {"momentum": plan["momentum"], "nesterov": plan["nesterov"]}),
    "adam": (keras.optimizers.Adam, adam),
    "adamw": (keras.optimizers.AdamW, adam),
    "rmsprop": (
        keras.optimizers.RMSprop,
        lambda plan: {"rho": plan["rho"], "momentum": plan["rmspropMomentum"], "epsilon": plan["epsilon"]},
    ),
    "adagrad": (
        keras.optimizers.Adagrad,
        lambda plan: {"initial_accumulator_value": plan["accumulator"], "epsilon": plan["epsilon"]},
    ),
}


def optimizer_of(plan):
    make, arguments = optimizers[plan["optimizer"]]
    options = arguments(plan)
    if plan.get("weightDecay") is not None:
        options["weight_decay"] = plan["weightDecay"]
    if plan["clip"] != "none":
        options["clipnorm" if plan["clip"] == "norm" else "global_clipnorm"] = plan["clipNorm"]
    return make(plan["learningRate"], **options)


def weights(model):
    return {
        f"{layer.name}/{weight.name}": np.asarray(weight.value, dtype="float64").ravel().tolist()
        for layer in model.layers
        for weight in layer.weights
        if weight.name != "seed_generator_state"
    }


def train(case):
    plan = case["plan"]
    model = keras.models.load_model(case["path"])
    for name in case.get("frozen", []):
        model.get_layer(name).trainable = False
    classes = model.outputs[0].shape[-1]
    smoothing = plan["labelSmoothing"]
    if smoothing > 0:
        loss = keras.losses.CategoricalCrossentropy(from_logits=case["logits"], label_smoothing=smoothing)
    else:
        loss = keras.losses.SparseCategoricalCrossentropy(from_logits=case["logits"])
    count = len(model.outputs)
    several = {} if count == 1 else {
        "loss_weights": [1.0 if place == case["main"] else plan["auxiliaryWeight"] for place in range(count)],
    }
    metric = "categorical_accuracy" if smoothing > 0 else "sparse_categorical_accuracy"
    model.compile(
        optimizer=optimizer_of(plan),
        loss=loss if count == 1 else [loss] * count,
        metrics=[metric] if count == 1 else [[metric] if place == case["main"] else [] for place in range(count)],
        # To trace a graph takes far longer than a step does.
        run_eagerly=True,
        **several,
    )
    answer = {"losses": [], "accuracies": [], "steps": []}
    for batch in case["batches"]:
        images = np.array(batch["images"], dtype="float32").reshape(batch["shape"])
        labels = np.array(batch["labels"], dtype="int32")
        weights_given = None
        if case["classWeights"] is not None:
            weights_given = np.array(case["classWeights"], dtype="float32")[labels]
        wanted = keras.ops.one_hot(labels, classes) if smoothing > 0 else labels
        targets = wanted if count == 1 else [wanted] * count
        # Of several outputs Keras takes what classes weigh as what examples weigh, once an output.
        sample_weight = weights_given if count == 1 or weights_given is None else [weights_given] * count
        model.reset_metrics()
        figures = model.train_on_batch(images, targets, sample_weight=sample_weight)
        # The loss comes first; of several outputs each one's own follows. The accuracy comes last.
        answer["losses"].append(float(figures[0]))
        answer["accuracies"].append(float(figures[-1]))
        answer["steps"].append(weights(model))
    # With the weights of the last step, as validation does.
    measured = model.evaluate(images, targets, batch_size=len(labels), verbose=0)
    answer["measured"] = [float(measured[0]), float(measured[-1])]
    return answer


print(json.dumps([train(case) for case in json.load(sys.stdin)]))

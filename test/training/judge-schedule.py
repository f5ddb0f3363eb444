"""Says what Keras makes of the learning rate in the course of a run, and which epoch would be its last.

Standard input: {"rates": [{"plan", "stepsPerEpoch", "steps"}], "runs": [{"plan", "figures"}]}. `figures` has the watched
figure of each epoch.
Last line of standard output: {"rates": [[a rate a step]], "runs": [{"rates": [after each epoch], "stopped": epoch or None}]}
"""

import json
import sys

import keras

schedules = keras.optimizers.schedules


def schedule_of(plan, per_epoch, steps):
    rate, factor = plan["learningRate"], plan["decayFactor"]
    warmup = round(plan["warmupEpochs"] * per_epoch)
    decay_steps = round(plan["decayEpochs"] * per_epoch)
    kind = plan["schedule"]
    if kind == "cosine":
        if warmup == 0:
            return schedules.CosineDecay(rate, steps, alpha=plan["finalRate"])
        return schedules.CosineDecay(
            0.0, steps - warmup, alpha=plan["finalRate"], warmup_target=rate, warmup_steps=warmup
        )
    if kind == "linear":
        return schedules.PolynomialDecay(rate, steps, end_learning_rate=rate * plan["finalRate"], power=1.0)
    if kind in ("step", "exponential"):
        return schedules.ExponentialDecay(rate, decay_steps, factor, staircase=kind == "step")
    return lambda step: rate


def rates(case):
    schedule = schedule_of(case["plan"], case["stepsPerEpoch"], case["steps"])
    return [float(schedule(step)) for step in range(case["steps"])]


def run(case):
    plan, figures = case["plan"], case["figures"]
    model = keras.Sequential([keras.layers.Input((1,)), keras.layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.SGD(plan["learningRate"]), loss="mse")
    mode = "max" if plan["monitor"] == "accuracy" else "min"
    callbacks = []
    if plan["schedule"] == "plateau":
        callbacks.append(
            keras.callbacks.ReduceLROnPlateau(
                monitor="it", mode=mode, factor=plan["decayFactor"], patience=plan["decayPatience"],
                min_delta=plan["improvement"], min_lr=plan["leastRate"],
            )
        )
    if plan.get("stopAfter") is not None:
        callbacks.append(
            keras.callbacks.EarlyStopping(
                monitor="it", mode=mode, patience=plan["stopAfter"], min_delta=plan["improvement"]
            )
        )
    for callback in callbacks:
        callback.set_model(model)
        callback.on_train_begin()
    answer = {"rates": [], "stopped": None}
    for epoch, figure in enumerate(figures):
        for callback in callbacks:
            callback.on_epoch_begin(epoch)
            callback.on_epoch_end(epoch, {"it": figure})
        answer["rates"].append(float(model.optimizer.learning_rate.numpy()))
        if model.stop_training:
            answer["stopped"] = epoch + 1
            break
    return answer


asked = json.load(sys.stdin)
print(json.dumps({"rates": [rates(case) for case in asked["rates"]], "runs": [run(case) for case in asked["runs"]]}))

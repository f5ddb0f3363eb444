"""Loads exported models with Keras as it comes (safe mode, no custom objects) and answers with what it computes.

Standard input: {"models": [{"path", "input", "shape"}], "graphs": [{"layers": [[name, [sources]]], "outputs": [name]}]}
Last line of standard output: {"models": [{"layers", "params", "trainable", "output"}], "orders": [[name]]}
"""

import json
import sys

import keras
import numpy as np


def run(case):
    model = keras.models.load_model(case["path"])
    batch = np.array(case["input"], dtype="float32").reshape(case["shape"])
    output = model.predict(batch, verbose=0)
    return {
        "layers": [layer.name for layer in model.layers],
        "params": model.count_params(),
        "trainable": sum(int(np.prod(weight.shape)) for weight in model.trainable_weights),
        "output": np.asarray(output, dtype="float64").ravel().tolist(),
    }


def order(graph):
    tensors = {}
    for name, sources in graph["layers"]:
        if not sources:
            tensors[name] = keras.Input((4,), name=name)
        elif len(sources) == 1:
            tensors[name] = keras.layers.Dense(4, name=name)(tensors[sources[0]])
        else:
            tensors[name] = keras.layers.Add(name=name)([tensors[source] for source in sources])
    inputs = [tensors[name] for name, sources in graph["layers"] if not sources]
    model = keras.Model(inputs, [tensors[name] for name in graph["outputs"]])
    reloaded = keras.Model.from_config(model.get_config())
    names = [layer.name for layer in model.layers]
    assert names == [layer.name for layer in reloaded.layers]
    return names


asked = json.load(sys.stdin)
print(
    json.dumps(
        {
            "models": [run(case) for case in asked.get("models", [])],
            "orders": [order(graph) for graph in asked.get("graphs", [])],
        }
    )
)

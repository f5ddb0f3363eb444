"""Saves weights of keras.applications in every layout, with what the networks compute of them, as Keras prepares images.

Standard input: {"folder", "networks": [{"name", "arguments", "shift"}]}
Last line of standard output: [{"name", "paths": {"legacy", "notop", "keras3", "keras", "h5"}, "image": {"shape", "bytes"}, "output"}]
"""

import json
import os
import sys

import h5py
import keras
import numpy as np
from keras.src.legacy.saving import legacy_h5_format


def draw(model, images, shift):
    """
    Draws every weight and bias; statistics are those of the images, so that no signal dies or drowns on its way. Biases are
    large beside scales, and images many, because rounding errors would grow from layer to layer else.
    """
    random = np.random.default_rng(1)
    for layer in model.layers:
        if isinstance(layer, keras.layers.Normalization):
            continue
        for weight in layer.weights:
            shape, name = weight.shape, weight.name
            if name == "gamma":
                weight.assign(random.uniform(0.5, 0.9, shape))
            elif len(shape) == 1:
                weight.assign(random.normal(0, shift, shape))
            else:
                summed = shape[:2] if shape[-1] == 1 else shape[:-1]
                weight.assign(random.normal(0, np.sqrt(2 / np.prod(summed)), shape))
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = 0
    # VGG normalizes nothing: of values up to 255 its probabilities would all be 0 or 1, which tell no logits.
    kernel = next(layer.kernel for layer in model.layers if hasattr(layer, "kernel"))
    kernel.assign(kernel / np.std(images))
    model(images, training=True)


def normalize_as_published(model):
    """With published weights EfficientNet's own layers take ImageNet's mean from its images and divide by its deviation."""
    for layer in model.layers:
        if isinstance(layer, keras.layers.Normalization):
            layer.adapt_mean.assign([0.485, 0.456, 0.406])
            layer.adapt_variance.assign(np.square([0.229, 0.224, 0.225]))
            layer.finalize_state()


def save_legacy(model, path):
    """As the files lie that keras.applications downloads."""
    with h5py.File(path, "w") as file:
        legacy_h5_format.save_weights_to_hdf5_group(file, model)


def written(folder, asked):
    name, given = asked["name"], asked["arguments"]
    build = getattr(keras.applications, name)
    prepare = sys.modules[build.__module__].preprocess_input
    model = build(weights=None, **given)
    normalize_as_published(model)
    # Of large spots: among images that are alike a channel has hardly any variance, and rounding errors are large.
    size = given["input_shape"][0]
    spots = np.random.default_rng(2).integers(0, 256, (48, 4, 4, 3), dtype="uint8")
    images = spots.repeat(-(-size // 4), axis=1).repeat(-(-size // 4), axis=2)[:, :size, :size]
    draw(model, prepare(images.astype("float32")), asked["shift"])
    ends = {"legacy": "h5", "notop": "notop.h5", "keras3": "weights.h5", "keras": "keras", "h5": "model.h5"}
    paths = {key: os.path.join(folder, f"of-{name}.{end}") for key, end in ends.items()}
    save_legacy(model, paths["legacy"])
    headless = {key: value for key, value in given.items() if key != "classes"}
    save_legacy(build(weights=None, include_top=False, **headless), paths["notop"])
    model.save_weights(paths["keras3"])
    model.save(paths["keras"])
    model.save(paths["h5"])
    seen = images[:3]
    output = model.predict(prepare(seen.astype("float32")), verbose=0)
    return {
        "name": name,
        "paths": paths,
        "image": {"shape": seen.shape, "bytes": seen.ravel().tolist()},
        "output": output.ravel().tolist(),
    }


asked = json.load(sys.stdin)
print(json.dumps([written(asked["folder"], one) for one in asked["networks"]]))

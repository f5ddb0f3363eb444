"""Saves models that hold models as Python's Keras does, with what they compute. Input: {"folder": …}."""

import json
import os
import sys

import keras
import numpy as np

folder = json.load(sys.stdin)["folder"]
L = keras.layers


def transfer():
    """A network as the tutorials of transfer learning build it."""
    base = keras.applications.MobileNetV2(weights=None, include_top=False, input_shape=(32, 32, 3), alpha=0.35)
    base.trainable = False
    image = L.Input((32, 32, 3), name="image")
    x = keras.Sequential([L.RandomFlip("horizontal"), L.RandomRotation(0.2)], name="augment")(image)
    x = keras.applications.mobilenet_v2.preprocess_input(x)
    x = base(x, training=False)
    x = L.GlobalAveragePooling2D()(x)
    x = L.Dropout(0.2)(x)
    return keras.Model(image, L.Dense(7, name="head")(x))


def small(name, channels=3, filters=4):
    """A base with a normalization between two convolutions of equal kernels."""
    image = L.Input((None, None, channels))
    x = L.Conv2D(filters, 3, name="conv_a")(image)
    x = L.BatchNormalization(name="conv_bn")(x)
    x = L.ReLU(6.0)(x)
    x = L.Conv2D(filters, 3, padding="same", name="conv_b")(x)
    x = L.Add()([x, L.Conv2D(filters, 3, padding="same", name="conv_c")(x)])
    return keras.Model(image, x, name=name)


def stacked():
    return keras.Sequential(
        [
            keras.applications.MobileNetV2(weights=None, include_top=False, input_shape=(32, 32, 3), alpha=0.35),
            L.GlobalAveragePooling2D(),
            L.Dense(7),
        ]
    )


def tuned():
    """Fine-tuned at its end: HDF5 keeps what learns before what does not, under the names that layers were built with."""
    base = small("base")
    for layer in base.layers[:5]:
        layer.trainable = False
    for layer in base.layers:
        layer.name += "_renamed"
    image = L.Input((9, 8, 3))
    x = base(image, training=False)
    return keras.Model(image, L.Dense(5)(L.Flatten()(x)))


def loose():
    """Neither frozen nor learning: its normalizations keep their statistics while all else is trained."""
    image = L.Input((9, 8, 3))
    return keras.Model(image, L.GlobalAveragePooling2D()(small("base")(image, training=False)))


def deep():
    """Models within a model within a model, whose layers have the same names, and one with nothing in it."""
    left, right = small("left"), small("right", channels=4)
    middle = L.Input((9, 8, 3))
    x = keras.Sequential([L.Rescaling(2.0), L.Conv2D(3, 1, name="conv")], name="scale")(middle)
    body = keras.Model(middle, left(x), name="body")
    image = L.Input((9, 8, 3), name="image")
    empty = keras.Model(*[L.Input((9, 8, 3))] * 2, name="empty")
    x = L.Conv2D(3, 1, name="conv_a")(empty(image))
    x = right(body(x))
    return keras.Model(image, L.Dense(5)(L.GlobalMaxPooling2D()(x)))


def many():
    """A model with two inputs and two outputs within."""
    one, other = L.Input((9, 8, 3)), L.Input((9, 8, 4))
    first = L.Conv2D(4, 3, padding="same")(one)
    both = L.Concatenate()([other, L.Conv2D(4, 3, padding="same")(first)])
    pair = keras.Model([one, other], [both, first], name="pair")
    image = L.Input((9, 8, 3), name="image")
    more = L.Conv2D(4, 1)(image)
    wide, narrow = pair([image, more])
    x = L.Concatenate()([L.GlobalAveragePooling2D()(narrow), L.GlobalMaxPooling2D()(wide)])
    return keras.Model(image, L.Dense(5)(x))


def numbers():
    """Operations with numbers on either side, and with tensors on both."""
    image = L.Input((9, 8, 3), name="image")
    x = keras.ops.cast(image, "float32") / 2.5 - 0.25
    y = 1.5 - x
    x = 2 * x + np.float32(0.5)
    x = (-x) * y + keras.ops.subtract(x, x2=0.125)
    x = keras.ops.maximum(x, keras.ops.divide(y, 4))
    return keras.Model(image, L.Dense(5)(L.Flatten()(x)))


random = np.random.default_rng(5)
written = []
for build in (transfer, stacked, tuned, loose, deep, many, numbers):
    model = build()
    for layer in model._flatten_layers():
        if isinstance(layer, L.BatchNormalization):
            # Statistics that make a difference, and yet keep the signal.
            layer.set_weights([w + random.uniform(0, 0.2, w.shape) for w in layer.get_weights()])
        elif isinstance(layer, (L.Conv2D, L.Dense)):
            # Biases of a new layer are nothing.
            layer.set_weights([w + random.uniform(0, 0.1, w.shape) for w in layer.get_weights()])
    shape = (2, *model.input_shape[1:])
    images = random.uniform(0, 255 if build is transfer else 1, shape).astype("float32")
    output = model.predict(images, verbose=0)
    paths = {end: os.path.join(folder, f"{build.__name__}.{end}") for end in ("keras", "h5", "json")}
    model.save(paths["keras"])
    model.save(paths["h5"])
    with open(paths["json"], "w") as file:
        file.write(model.to_json())
    written.append(
        {
            "name": build.__name__,
            "paths": paths,
            "input": {"shape": shape, "data": images.ravel().tolist()},
            "output": output.ravel().tolist(),
        }
    )
print(json.dumps(written))

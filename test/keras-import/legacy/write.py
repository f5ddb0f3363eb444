"""Wrote the files beside it with tf_keras 2.21, the last of Keras 2 (`gated` and those after it with 2.19): whole models, configurations, what they compute.

Not run by the tests: a Python with tf_keras (pip install tf_keras) writes them anew, or those whose names it is given.
"""

import json
import os
import sys

import numpy as np
import tensorflow as tf
import tf_keras as keras

L = keras.layers
here = os.path.dirname(os.path.abspath(__file__))


def sequential():
    start = keras.initializers.VarianceScaling(2, "fan_in", "truncated_normal")
    return keras.Sequential(
        [
            L.Conv2D(4, 3, activation="relu", kernel_initializer=start, input_shape=(8, 9, 3)),
            L.BatchNormalization(),
            L.LeakyReLU(0.2),
            L.MaxPooling2D(),
            L.Flatten(),
            L.Dense(5, activation="softmax"),
        ]
    )


def functional():
    image = L.Input((10, 11, 3), name="image")
    x = L.Rescaling(1 / 127.5, offset=-1)(image)
    x = L.SeparableConv2D(6, 3, padding="same", name="stem_sep")(x)
    y = L.DepthwiseConv2D(3, padding="same", kernel_regularizer="l2", name="stem_dw")(x)
    x = L.Add(name="stem_add")([x, y])
    x = L.Concatenate()([x, L.Activation("swish")(x)])
    x = L.GlobalAveragePooling2D(keepdims=True)(x)
    x = L.ReLU(6.0)(x)
    return keras.Model(image, L.Dense(3)(L.Flatten()(x)))


def gated():
    """With Keras 2's own `hard_sigmoid`, in layers of every kind that ends with one."""
    image = L.Input((6, 7, 3), name="image")
    x = L.Conv2D(4, 3, activation="hard_sigmoid", name="conv")(image)
    w = L.GlobalAveragePooling2D(keepdims=True, name="mean")(x)
    w = L.Activation("hard_sigmoid", name="gate")(L.Conv2D(4, 1, name="weigh")(w))
    x = L.GlobalAveragePooling2D(name="pool")(L.Multiply(name="product")([x, w]))
    return keras.Model(image, L.Dense(3, activation="hard_sigmoid", name="head")(x))


def base(name):
    """Its two last convolutions have equal kernels."""
    image = L.Input((8, 9, 3))
    x = L.Conv2D(4, 3, strides=2, name="conv_a")(image)
    x = L.BatchNormalization(name="conv_bn")(x)
    x = L.Conv2D(4, 3, padding="same", name="conv_b")(L.ReLU(6.0)(x))
    return keras.Model(image, L.Conv2D(4, 3, padding="same", name="conv_c")(x), name=name)


def transfer():
    """A frozen model within the model, behind operations and images changed at random."""
    frozen = base("base")
    frozen.trainable = False
    image = L.Input((8, 9, 3), name="image")
    x = keras.Sequential([L.RandomFlip("horizontal"), L.RandomZoom(0.2)], name="augment")(image)
    x = keras.applications.mobilenet_v2.preprocess_input(x * 255)
    x = L.GlobalAveragePooling2D()(frozen(x, training=False))
    return keras.Model(image, L.Dense(5)(L.Dropout(0.2)(x)))


def stacked():
    """Models in a row, of which one is trained from a layer on."""
    tuned = base("tuned")
    tuned.get_layer("conv_b").trainable = False
    scale = keras.Sequential([L.Rescaling(2.0, input_shape=(8, 9, 3)), L.Conv2D(3, 1, name="conv_a")], name="scale")
    return keras.Sequential([scale, tuned, L.GlobalMaxPooling2D(), L.Dense(5)])


def numbers():
    image = L.Input((8, 9, 3), name="image")
    x = tf.cast(image, tf.float32) / 2.5 - 0.25
    y = 1.5 - x
    x = tf.add(2 * x, 0.5)
    x = (-x) * y + tf.subtract(x, 0.125)
    return keras.Model(image, L.Dense(5)(L.Flatten()(tf.maximum(x, tf.divide(y, 4)))))


with open(os.path.join(here, "expected.json")) as file:
    expected = json.load(file)
builders = (sequential, functional, gated, transfer, stacked, numbers)
for build in builders:
    name = build.__name__
    if len(sys.argv) > 1 and name not in sys.argv:
        continue
    model = build()
    random = np.random.default_rng(7)
    # Whole numbers are the state of a layer's chance.
    values = [random.uniform(-0.3, 0.6, w.shape) ** 2 if w.dtype == "float32" else w for w in model.get_weights()]
    model.set_weights(values)
    images = random.uniform(0, 1, (2, *model.input_shape[1:])).astype("float32")
    model.compile("adam", "categorical_crossentropy")
    model.save(os.path.join(here, f"{name}.h5"), include_optimizer=False)
    model.save(os.path.join(here, f"{name}.keras"))
    with open(os.path.join(here, f"{name}.json"), "w") as file:
        file.write(model.to_json(indent=1) + "\n")
    expected[name] = {
        "input": {"shape": images.shape, "data": [float(value) for value in images.ravel()]},
        "output": [float(value) for value in model(images, training=False).numpy().ravel()],
    }
with open(os.path.join(here, "expected.json"), "w") as file:
    json.dump(expected, file)
    file.write("\n")

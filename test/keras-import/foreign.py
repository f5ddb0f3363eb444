"""Saves models as Python's Keras does, with what they compute. Input: {"folder": …}."""

import json
import os
import sys

import keras
import numpy as np

folder = json.load(sys.stdin)["folder"]
L = keras.layers


def sequential():
    return keras.Sequential(
        [
            L.Input((9, 8, 3)),
            L.Normalization(mean=[0.1, 0.2, 0.3], variance=[1.0, 2.0, 3.0]),
            L.Conv2D(6, 3, activation="silu", kernel_regularizer="l2"),
            L.MaxPooling2D(),
            L.LeakyReLU(),
            L.LeakyReLU(negative_slope=0.1),
            L.BatchNormalization(scale=False),
            L.Flatten(),
            L.Dropout(0.3),
            L.Dense(7, activation="softmax"),
        ]
    )


def parts():
    image = L.Input((11, 10, 3), name="image")
    x = L.Rescaling(1 / 127.5, offset=-1)(image)
    x = L.ZeroPadding2D(((0, 1), (2, 1)))(x)
    x = L.SeparableConv2D(8, 3, strides=2, padding="same", name="stem_sep")(x)
    x = L.BatchNormalization(center=False, name="stem_bn")(x)
    x = L.ReLU(6.0, name="stem_relu")(x)
    y = L.DepthwiseConv2D(3, padding="same", name="block_1_dw")(x)
    y = L.ReLU(negative_slope=0.05, name="block_1_relu")(y)
    w = L.GlobalAveragePooling2D(keepdims=True, name="block_1_mean")(y)
    w = L.Conv2D(8, 1, activation="hard_sigmoid", name="block_1_gate")(w)
    y = L.Multiply(name="block_1_weigh")([y, w])
    y = L.Dropout(0.2, noise_shape=(None, 1, 1, 1), name="block_1_drop")(y)
    x = L.Add(name="block_1_add")([x, y])
    x = L.Concatenate()([x, L.Cropping2D(0)(L.Activation("tanh")(x))])
    x = L.AveragePooling2D(2, strides=1, padding="same")(x)
    x = L.UpSampling2D((1, 2))(x)
    x = L.GlobalMaxPooling2D()(x)
    return keras.Model(image, L.Dense(7, name="logits")(x), name="parts")


applications = keras.applications
models = {
    "sequential": sequential(),
    "parts": parts(),
    "mobilenet_v2": applications.MobileNetV2(weights=None, input_shape=(64, 64, 3), classes=7, alpha=0.35),
    "resnet50_v2": applications.ResNet50V2(weights=None, input_shape=(32, 32, 3), classes=7),
    "efficientnet_b0": applications.EfficientNetB0(weights=None, input_shape=(32, 32, 3), classes=7),
}
random = np.random.default_rng(5)
written = []
for name, model in models.items():
    for layer in model.layers:
        if isinstance(layer, L.BatchNormalization):
            # Statistics that make a difference, and yet keep the signal.
            values = [w + random.uniform(0, 0.2, w.shape) for w in layer.get_weights()]
            layer.set_weights(values)
    shape = (2, *model.input_shape[1:])
    images = random.uniform(0, 1, shape).astype("float32")
    output = model.predict(images, verbose=0)
    paths = {}
    for end in ("keras", "h5"):
        paths[end] = os.path.join(folder, f"{name}.{end}")
        model.save(paths[end])
    paths["json"] = os.path.join(folder, f"{name}.json")
    with open(paths["json"], "w") as file:
        file.write(model.to_json())
    written.append(
        {
            "name": name,
            "paths": paths,
            "params": int(sum(np.prod(w.shape) for layer in model.layers if not isinstance(layer, L.Normalization) for w in layer.weights)),
            "input": {"shape": shape, "data": images.ravel().tolist()},
            "output": output.ravel().tolist(),
        }
    )
print(json.dumps(written))

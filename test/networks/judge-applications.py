"""Builds networks of keras.applications and answers with their weights' shapes; runs some beside a configuration of ours.

Standard input: {"shapes": [{"name", "arguments"}], "same": [{"name", "arguments", "config"}]}
Last line of standard output: {"shapes": [[shape]], "same": [{"shapes", "features", "outputs"}]}
"""

import json
import sys

import keras
import numpy as np
from drawing import draw, weights_of


def build(asked):
    return getattr(keras.applications, asked["name"])(weights=None, **asked["arguments"])


def shapes_of(model):
    return [list(weight.shape) for weight in weights_of(model)]


def shapes(asked):
    # Nothing is asked of the values, and those of VGG alone are half a gibibyte.
    with keras.StatelessScope(initialize_variables=False):
        return shapes_of(build(asked))


def same(asked):
    """How far our network and theirs are apart with the same weights, in spreads over the batch."""
    theirs = build(asked)
    ours = keras.saving.deserialize_keras_object(asked["config"])
    if shapes_of(theirs) != shapes_of(ours):
        return {"shapes": shapes_of(theirs), "features": None, "outputs": None}
    images = np.random.default_rng(2).integers(0, 256, (8, *asked["arguments"]["input_shape"])).astype("float32")
    scaled = images * np.float32(1 / 255)
    draw(ours, scaled)
    for one, other in zip(weights_of(theirs), ours.weights):
        one.assign(other)
    # EfficientNet brings its images to 0 to 1 itself.
    scales = any(isinstance(layer, keras.layers.Rescaling) for layer in theirs.layers)
    answers = zip(ends(theirs)(images if scales else scaled, training=False), ends(ours)(scaled, training=False))
    features, outputs = [apart(np.asarray(one), np.asarray(other)) for one, other in answers]
    return {"shapes": shapes_of(theirs), "features": features, "outputs": outputs}


def ends(model):
    """What the last layer takes and what it gives."""
    return keras.Model(model.inputs, [model.layers[-1].input, model.output])


def apart(one, other):
    spread = one.std(axis=0).mean()
    assert np.isfinite(spread) and spread > 0
    return float(np.abs(one - other).max() / spread)


asked = json.load(sys.stdin)
print(
    json.dumps(
        {
            "shapes": [shapes(one) for one in asked["shapes"]],
            "same": [same(one) for one in asked["same"]],
        }
    )
)

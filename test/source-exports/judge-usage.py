"""Makes images ready for a network by nothing but what stands beside the model, with Pillow.

Standard input: [{"usage": usage.json of a model, "image": path}]
Last line of standard output: [[number]], the values of the first input, channels last
"""

import json
import sys

import numpy as np
from PIL import Image, ImageOps


def fitted(image, fit, size):
    if fit == "crop":
        return ImageOps.fit(image, size, Image.Resampling.BILINEAR)
    if fit == "pad":
        return ImageOps.pad(image, size, Image.Resampling.BILINEAR, color=0)
    return image.resize(size, Image.Resampling.BILINEAR)


def prepare(asked):
    given = asked["usage"]["inputs"][0]
    image = Image.open(asked["image"]).convert("L" if given["channels"] == 1 else "RGB")
    small = fitted(image, given["fit"], (given["resizedTo"]["width"], given["resizedTo"]["height"]))
    whole = Image.new(small.mode, (given["width"], given["height"]))
    whole.paste(small, ((given["width"] - small.width) // 2, (given["height"] - small.height) // 2))
    values = np.asarray(whole, "float64").reshape(given["height"], given["width"], given["channels"])
    return ((values * given["scale"] - given["mean"]) / given["deviation"]).ravel().tolist()


print(json.dumps([prepare(asked) for asked in json.load(sys.stdin)]))

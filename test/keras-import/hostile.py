"""Writes HDF5 files that claim, hide or point to what they do not hold. Input: {"folder": …}."""

import json
import os
import pickle
import sys

import h5py
import numpy as np

folder = json.load(sys.stdin)["folder"]


def dense(channels, units):
    layers = [
        {"class_name": "Flatten", "config": {"name": "flatten", "batch_input_shape": [None, 1, 1, channels]}},
        {"class_name": "Dense", "config": {"name": "dense", "units": units, "use_bias": False}},
    ]
    return json.dumps({"class_name": "Sequential", "config": {"name": "net", "layers": layers}})


def write(name, fill, channels=2, units=3, config=None):
    with h5py.File(os.path.join(folder, f"{name}.h5"), "w") as file:
        file.attrs["model_config"] = dense(channels, units) if config is None else config
        group = file.create_group("model_weights/dense")
        group.attrs["weight_names"] = [b"dense/kernel:0"]
        fill(group)
    return name


kernel = "dense/kernel:0"
half = (2**14, 2**15)
link = "/etc/hostname"
names = [
    # 2 GiB that nobody wrote down: chunks without values.
    write("claim", lambda group: group.create_dataset(kernel, half, "f4", chunks=(1024, 1024)), *half),
    # 256 MiB of zeros in as many kilobytes.
    write(
        "bomb",
        lambda group: group.create_dataset(kernel, data=np.zeros((2**13, 2**13), "f4"), chunks=True, compression=9),
        2**13,
        2**13,
    ),
    write("other-size", lambda group: group.create_dataset(kernel, data=np.zeros((3, 2), "f4"))),
    write("text", lambda group: group.create_dataset(kernel, data="a text")),
    write("group", lambda group: group.create_group(kernel)),
    write("missing", lambda group: None),
    write("elsewhere", lambda group: group.__setitem__(kernel, h5py.ExternalLink(link, "/"))),
    write("outside", lambda group: group.create_dataset(kernel, (2, 3), "f4", external=[(link, 0, 24)])),
    write("nowhere", lambda group: group.__setitem__(kernel, h5py.SoftLink("/gone"))),
    write("circle", lambda group: group.__setitem__("dense", group)),
    write("pickle", lambda group: None, config=np.void(pickle.dumps({"class_name": "Sequential"}))),
    write("no-json", lambda group: None, config="{" * 100_000),
]
print(json.dumps(names))

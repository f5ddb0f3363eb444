"""Trains a network by Keras's own `fit`, as a person would: an epoch at the start, and one for every line after the first.

The first line of standard input is the job: {config, optimizer, batchSize, steps, shape, images, labels, atOnce}; `images` and
`labels` are files of 32-bit floats and 32-bit integers, `atOnce` are the steps of one call. Prints for every epoch one JSON object:
its seconds, those that all processors together were busy with it, and the process's peak memory so far in MiB.
"""

import json
import re
import sys
import time

import keras
import numpy as np

job = json.loads(sys.stdin.readline())
keras.utils.set_random_seed(1)
images = np.fromfile(job["images"], np.float32).reshape(-1, *job["shape"])
labels = np.fromfile(job["labels"], np.int32)


def peak():
    # Linux says it in KiB.
    with open("/proc/self/status") as file:
        return int(re.search(r"VmHWM:\s+(\d+)", file.read())[1]) / 1024


def epoch(begun):
    before = time.process_time()
    model.fit(images, labels, batch_size=job["batchSize"], epochs=1, verbose=0)
    took = {"seconds": time.perf_counter() - begun, "processors": time.process_time() - before, "peak": peak()}
    print(json.dumps(took), flush=True)


begun = time.perf_counter()
model = keras.Model.from_config(job["config"]["config"])
model.compile(
    optimizer=keras.optimizers.Adam(0.001) if job["optimizer"] == "adam" else keras.optimizers.SGD(0.001, momentum=0.9),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
    steps_per_execution=job.get("atOnce", 1),
)
epoch(begun)
for _ in sys.stdin:
    epoch(time.perf_counter())

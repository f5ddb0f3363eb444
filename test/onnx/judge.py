"""Checks ONNX files with ONNX's own checker and says what onnxruntime makes of them.

Standard input: [{"id", "path", "inputs": [{"shape", "data"}]}], the inputs channels last with a batch axis, in the graph's order.
Last line of standard output, an object by id: {"inputs", "outputs": [{"name", "axes"}], "operators": {name: count},
"permutations": [[axis]], "params", "metadata", "producer", "opset", "ir", "computed": [[number]]}, the outputs channels last,
or {"refused": sentence}. Parameters are the weights, which their names tell from constants: `layer:kernel`.
"""

import collections
import json
import sys

import numpy as np
import onnx
import onnxruntime

weights = {"kernel", "bias", "gamma", "beta", "moving_mean", "moving_variance", "depthwise_kernel", "pointwise_kernel"}


def channels_first(given):
    tensor = np.array(given["data"], "float32").reshape(given["shape"])
    return tensor.transpose(0, 3, 1, 2) if tensor.ndim == 4 else tensor


def channels_last(tensor):
    return tensor.transpose(0, 2, 3, 1) if tensor.ndim == 4 else tensor


def axes_of(value):
    return [dim.dim_param or dim.dim_value for dim in value.type.tensor_type.shape.dim]


def run(asked):
    onnx.checker.check_model(asked["path"], full_check=True)
    model = onnx.load(asked["path"])
    # Of what the graph says itself; strict: a shape that contradicts what it says is an error.
    inferred = onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True, data_prop=True)
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(asked["path"], options, providers=["CPUExecutionProvider"])
    given = {into.name: channels_first(one) for into, one in zip(session.get_inputs(), asked["inputs"])}
    return {
        "inputs": [{"name": one.name, "axes": axes_of(one)} for one in model.graph.input],
        "outputs": [{"name": one.name, "axes": axes_of(one)} for one in inferred.graph.output],
        "operators": collections.Counter(node.op_type for node in model.graph.node),
        "permutations": [
            list(node.attribute[0].ints) for node in model.graph.node if node.op_type == "Transpose"
        ],
        "params": int(
            sum(
                np.prod(one.dims)
                for one in model.graph.initializer
                if one.name.rpartition(":")[2] in weights
            )
        ),
        "metadata": {one.key: one.value for one in model.metadata_props},
        "producer": [model.producer_name, model.producer_version],
        "opset": [[one.domain, one.version] for one in model.opset_import],
        "ir": model.ir_version,
        "computed": [channels_last(one).ravel().tolist() for one in session.run(None, given)],
    }


def attempt(asked):
    try:
        return run(asked)
    except Exception as refusal:
        return {"refused": f"{type(refusal).__name__}: {refusal}"[:1000]}


print(json.dumps({asked["id"]: attempt(asked) for asked in json.load(sys.stdin)}))

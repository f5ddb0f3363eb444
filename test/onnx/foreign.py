"""Writes small ONNX files as other programs write them and says what onnxruntime computes with them.

Standard input: {"folder"}
Last line of standard output: [{"name", "path", "input": {"shape", "data"}, "output": [number]}], channels last
"""

import json
import os
import sys

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper

random = np.random.default_rng(3)


class Graph:
    def __init__(self, shape):
        self.nodes, self.constants, self.shape = [], [], shape

    def hold(self, values, kind="float32"):
        name = f"w{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.asarray(values, kind), name))
        return name

    def weight(self, *shape):
        return self.hold(random.normal(size=shape) / np.sqrt(np.prod(shape[1:]) or 1))

    def add(self, operator, *takes, name="", **attributes):
        output = f"{operator.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, takes, [output], name=name, **attributes))
        return output

    def save(self, path, output, opset):
        graph = helper.make_graph(
            self.nodes,
            "graph",
            [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", *self.shape])],
            [helper.make_tensor_value_info(output, TensorProto.FLOAT, ["N", None])],
            self.constants,
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", opset)], ir_version=8)
        onnx.checker.check_model(model, full_check=True)
        onnx.save(model, path)


def torch_like():
    """Symmetric padding, Gemm with its kernel turned, flattening channels first, slashes in names."""
    g = Graph([3, 13, 11])
    x = g.add("Conv", "x", g.weight(8, 3, 3, 3), g.weight(8), name="/stem/conv/Conv", pads=[1, 1, 1, 1], strides=[2, 2])
    normal = [g.weight(8), g.weight(8), g.weight(8), g.hold(random.uniform(0.5, 2, 8))]
    x = g.add("BatchNormalization", x, *normal, name="/stem/bn/BatchNormalization")
    x = g.add("Relu", x, name="/stem/act/Relu")
    x = g.add("MaxPool", x, name="/stem/pool/MaxPool", kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1])
    y = g.add("Conv", x, g.weight(8, 2, 3, 3), name="/block/conv/Conv", pads=[1, 1, 1, 1], group=4)
    s = g.add("Sigmoid", y, name="/block/act/Sigmoid")
    y = g.add("Mul", y, s, name="/block/act/Mul")
    x = g.add("Add", x, y, name="/block/Add")
    x = g.add("Flatten", x, name="/Flatten")
    x = g.add("Dropout", x, name="/drop/Dropout")
    x = g.add("Gemm", x, g.weight(10, 8 * 4 * 3), g.weight(10), name="/fc/Gemm", transB=1)
    return g, x, 13


def tensorflow_like():
    """Images channels last outside, transpositions around, MatMul and Add for dense layers, numbers a channel left over."""
    g = Graph([10, 12, 3])
    x = g.add("Mul", "x", g.hold([2.0]), name="model/rescale/mul")
    x = g.add("Add", x, g.weight(1, 1, 1, 3), name="model/normalize/Sub")
    x = g.add("Transpose", x, name="model/conv/transpose", perm=[0, 3, 1, 2])
    x = g.add("Conv", x, g.weight(6, 3, 3, 3), g.weight(6), name="model/conv/Conv2D", auto_pad="SAME_UPPER", strides=[2, 2])
    x = g.add("Clip", x, g.hold(0.0), g.hold(6.0), name="model/conv/Relu6")
    d = g.add("Conv", x, g.weight(6, 1, 3, 3), name="model/sep/depthwise", group=6, pads=[1, 1, 1, 1])
    x = g.add("Conv", d, g.weight(4, 6, 1, 1), g.weight(4), name="model/sep/pointwise")
    x = g.add("Mul", x, g.weight(1, 4, 1, 1), name="model/bn/mul")
    x = g.add("Add", x, g.weight(1, 4, 1, 1), name="model/bn/add")
    x = g.add("Reshape", x, g.hold([-1, 4, 5, 6], "int64"), name="model/same")
    s = g.add("ReduceMean", x, name="model/squeeze/Mean", axes=[2, 3], keepdims=1)
    s = g.add("Conv", s, g.weight(4, 4, 1, 1), g.weight(4), name="model/excite/Conv2D")
    s = g.add("Sigmoid", s, name="model/excite/Sigmoid")
    x = g.add("Mul", x, s, name="model/weigh/mul")
    x = g.add("Transpose", x, name="model/flatten/transpose", perm=[0, 2, 3, 1])
    x = g.add("Reshape", x, g.hold([-1, 5 * 6 * 4], "int64"), name="model/flatten/Reshape")
    x = g.add("MatMul", x, g.weight(5 * 6 * 4, 7), name="model/dense/MatMul")
    x = g.add("Add", x, g.weight(7), name="model/dense/BiasAdd")
    x = g.add("Softmax", x, name="model/dense/Softmax", axis=-1)
    return g, x, 17


def nameless():
    """No names, an old opset, numbers as attributes, resizing, slicing and averages that count the padding."""
    g = Graph([4, 6, 6])
    a = g.add("Slice", "x", g.hold([0], "int64"), g.hold([3], "int64"), g.hold([1], "int64"))
    b = g.add("Slice", "x", g.hold([-3], "int64"), g.hold([2**62], "int64"), g.hold([1], "int64"))
    x = g.add("Max", a, b)
    x = g.add("Pad", x, g.hold([0, 0, 1, 0, 0, 0, 0, 2], "int64"))
    x = g.add("AveragePool", x, kernel_shape=[3, 3], strides=[2, 2], pads=[1, 1, 1, 1], count_include_pad=1)
    scales = g.hold([1, 1, 2, 3])
    x = g.add("Resize", x, g.hold([]), scales, mode="nearest", coordinate_transformation_mode="half_pixel")
    x = g.add("LRN", x, size=3, alpha=0.3, beta=0.75, bias=1.0)
    x = g.add("GlobalAveragePool", x)
    x = g.add("Squeeze", x, axes=[2, 3])
    x = g.add("Gemm", x, g.weight(3, 5), g.weight(5))
    x = g.add("Softmax", x, axis=1)
    return g, x, 12


def halves():
    """All of 16-bit floats but what enters and leaves, as converters to half precision write it; one kernel by its bits."""
    g = Graph([3, 8, 8])

    def half(*shape):
        return g.hold(random.normal(size=shape) / np.sqrt(np.prod(shape[1:]) or 1), "float16")

    x = g.add("Cast", "x", to=TensorProto.FLOAT16, name="graph_input_cast0")
    x = g.add("Conv", x, half(6, 3, 3, 3), half(6), name="conv1", pads=[1, 1, 1, 1])
    x = g.add("Clip", x, g.hold(0, "float16"), g.hold(6, "float16"), name="relu1")
    x = g.add("GlobalAveragePool", x, name="pool")
    x = g.add("Flatten", x, name="flatten")
    kernel = random.normal(size=(6, 5)).astype("float16")
    bits = helper.make_tensor("bits", TensorProto.FLOAT16, kernel.shape, kernel.ravel())
    assert bits.int32_data
    g.constants.append(bits)
    x = g.add("Gemm", x, "bits", half(5), name="dense")
    return g, g.add("Cast", x, to=TensorProto.FLOAT, name="graph_output_cast0"), 17


def run(make, folder):
    graph, output, opset = make()
    path = os.path.join(folder, f"{make.__name__}.onnx")
    graph.save(path, output, opset)
    given = random.normal(size=(2, *graph.shape)).astype("float32")
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    (computed,) = session.run(None, {"x": given})
    image = given if make is tensorflow_like else given.transpose(0, 2, 3, 1)
    return {
        "name": make.__name__,
        "path": path,
        "input": {"shape": image.shape, "data": image.ravel().tolist()},
        "output": computed.ravel().tolist(),
    }


folder = json.load(sys.stdin)["folder"]
print(json.dumps([run(make, folder) for make in (torch_like, tensorflow_like, nameless, halves)]))

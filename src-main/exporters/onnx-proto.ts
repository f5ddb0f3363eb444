/** The field numbers of `onnx.proto`, a message each, as far as they are written or read here. */
export const model = { irVersion: 1, producerName: 2, producerVersion: 3, graph: 7, opsetImport: 8, metadata: 14 }
export const opset = { domain: 1, version: 2 }
export const entry = { key: 1, value: 2 }
export const graph = { node: 1, name: 2, initializer: 5, input: 11, output: 12, valueInfo: 13 }
export const node = { input: 1, output: 2, name: 3, operator: 4, attribute: 5, domain: 7 }
export const attribute = { name: 1, float: 2, int: 3, string: 4, tensor: 5, floats: 7, ints: 8, type: 20 }
export const tensor = {
  ...{ dims: 1, dataType: 2, floats: 4, int32s: 5, int64s: 7, name: 8, rawData: 9 },
  ...{ externalData: 13, dataLocation: 14 },
}
export const valueInfo = { name: 1, type: 2 }
export const type = { tensor: 1 }
export const tensorType = { elementType: 1, shape: 2 }
export const shape = { dimension: 1 }
export const dimension = { value: 1, name: 2 }

/** What an attribute's `type` and a tensor's `dataType` say. */
export const attributeType = { float: 1, int: 2, string: 3, floats: 6, ints: 7 }
export const elementType = { float: 1, int32: 6, int64: 7, float16: 10 }

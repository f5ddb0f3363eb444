/** How files of other programs' models end that are read: Keras's own, HDF5, ONNX, and JSON of Keras or tfjs. */
export const modelEnds = ['keras', 'h5', 'hdf5', 'onnx', 'json'] as const
export type ModelEnd = (typeof modelEnds)[number]

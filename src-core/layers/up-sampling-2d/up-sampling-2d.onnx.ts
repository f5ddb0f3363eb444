import { nothing } from '../onnx.ts'
import type { OnnxForm } from '../onnx.ts'
import type { UpSampling2DParams } from './up-sampling-2d.ts'

/** Every pixel of the output takes the one that it lies in: by whole factors that repeats rows and columns. */
export const upSampling2DInOnnx: OnnxForm<UpSampling2DParams> = ({ size }, layer) =>
  layer.node('Resize', [layer.inputs[0]!, nothing, layer.floats('scales', [1, 1, ...size], [4])], {
    mode: 'nearest',
    coordinate_transformation_mode: 'asymmetric',
    nearest_mode: 'floor',
  })

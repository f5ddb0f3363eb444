import type { Analysis } from '../graph/analysis.ts'
import { formatShape, sameShape } from '../graph/shape.ts'
import { fail, ok } from '../result.ts'
import type { Result } from '../result.ts'
import type { DataFacts } from './data.ts'

/**
 * Whether a network without problems can be trained on a source's images: one input of their shape, one value a class at
 * every output.
 */
export function fitData(analysis: Analysis, data: DataFacts): Result<void> {
  const input = analysis.inputs[0]!
  if (analysis.inputs.length > 1) {
    return fail(
      'several-inputs',
      {
        en: `The network has ${analysis.inputs.length} inputs (${analysis.inputs.join(', ')}); one is trained on images.`,
        zh: `网络有 ${analysis.inputs.length} 个输入（${analysis.inputs.join('、')}），图像训练只支持一个输入。`,
      },
      { en: 'Keep one input layer.', zh: '请只保留一个输入层。' },
    )
  }
  const taken = analysis.layers.get(input)!.shape!
  const given = [data.shape, ...data.otherShapes]
  if (!given.some((shape) => sameShape(shape, taken))) {
    const shapes = given.map(formatShape)
    return fail(
      'input-does-not-fit',
      {
        en: `The network takes ${formatShape(taken)} at “${input}”, but the images of ${data.title.en} are ${shapes.join(' or ')}.`,
        zh: `网络在“${input}”处接受 ${formatShape(taken)} 的输入，而 ${data.title.zh} 的图像为 ${shapes.join(' 或 ')}。`,
      },
      {
        en: `Set the shape of “${input}” to ${shapes.join(' or ')}, or choose other data.`,
        zh: `请将“${input}”的形状设为 ${shapes.join(' 或 ')}，或选择其他数据。`,
      },
    )
  }
  const classes = data.classes.length
  const output = analysis.outputs.find((id) => !sameShape(analysis.layers.get(id)!.shape!, [classes]))
  if (output !== undefined) {
    const shape = formatShape(analysis.layers.get(output)!.shape!)
    return fail(
      'classes-do-not-fit',
      {
        en: `The network gives ${shape} values at “${output}”, but ${data.title.en} has ${classes} classes.`,
        zh: `网络在“${output}”处输出 ${shape} 个值，而 ${data.title.zh} 有 ${classes} 个类别。`,
      },
      {
        en: `Let “${output}” give ${classes} values, one a class, or choose other data.`,
        zh: `请让“${output}”输出 ${classes} 个值（每个类别一个），或选择其他数据。`,
      },
    )
  }
  return ok(undefined)
}

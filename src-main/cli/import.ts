import { fail, ok } from '../../src-core/result.ts'
import { saveDocument } from '../documents/open-save.ts'
import { readOnnx } from '../importers/onnx.ts'
import type { CliCommand } from './define.ts'
import { requiredFlag } from './values.ts'

export const importCommand: CliCommand = {
  usage: 'import <model.onnx>',
  description: { en: 'Make a document of another program’s model', zh: '将其他程序的模型转为文档' },
  options: [{ flag: '-o, --out <path>', description: { en: 'The .loom file', zh: '.loom 文件' } }],
  async run({ args, options, terminal }) {
    const path = requiredFlag('-o', options.out)
    if (!path.ok) return path
    const source = args[0]!
    if (!source.toLowerCase().endsWith('.onnx')) {
      return fail(
        'cannot-import',
        {
          en: `Only ONNX files can be imported; “${source}” is none.`,
          zh: `目前只能导入 ONNX 文件，“${source}”不是。`,
        },
        { en: 'Save the model as .onnx first.', zh: '请先将模型保存为 .onnx。' },
      )
    }
    const imported = await readOnnx(source)
    if (!imported.ok) return imported
    const saved = await saveDocument(path.value, imported.value.document)
    if (!saved.ok) return saved
    terminal.print(saved.value.path)
    return ok(undefined)
  },
}

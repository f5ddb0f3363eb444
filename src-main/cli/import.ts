import { ok } from '../../src-core/result.ts'
import { saveDocument } from '../documents/open-save.ts'
import { readModel } from '../importers/read-model.ts'
import type { CliCommand } from './define.ts'
import { requiredFlag } from './values.ts'

export const importCommand: CliCommand = {
  usage: 'import <model>',
  description: {
    en: 'Make a document of another program’s model (.keras, .h5, .onnx)',
    zh: '将其他程序的模型（.keras、.h5、.onnx）转为文档',
  },
  options: [{ flag: '-o, --out <path>', description: { en: 'The .loom file', zh: '.loom 文件' } }],
  async run({ args, options, terminal }) {
    const path = requiredFlag('-o', options.out)
    if (!path.ok) return path
    const imported = await readModel(args[0]!)
    if (!imported.ok) return imported
    const saved = await saveDocument(path.value, imported.value.document)
    if (!saved.ok) return saved
    terminal.print(saved.value.path)
    return ok(undefined)
  },
}

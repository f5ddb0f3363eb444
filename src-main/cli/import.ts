import { ok } from '../../src-core/result.ts'
import { saveDocument } from '../documents/open-save.ts'
import { readModel, titleOf } from '../importers/read-model.ts'
import type { CliCommand } from './define.ts'
import { withServices } from './services.ts'
import { requiredFlag } from './values.ts'

export const importCommand: CliCommand = {
  usage: 'import <model>',
  description: {
    en: 'Make a document of another program’s model (.keras, .h5, .onnx, Keras’s .json, tfjs’s model.json) and keep its weights as a run',
    zh: '将其他程序的模型（.keras、.h5、.onnx、Keras 的 .json、tfjs 的 model.json）转为文档，并将其权重保存为训练记录',
  },
  options: [{ flag: '-o, --out <path>', description: { en: 'The .loom file', zh: '.loom 文件' } }],
  async run({ args, options, terminal, trainer }) {
    const path = requiredFlag('-o', options.out)
    if (!path.ok) return path
    const imported = await readModel(args[0]!)
    if (!imported.ok) return imported
    const { document, weights, notes } = imported.value
    const saved = await saveDocument(path.value, document)
    if (!saved.ok) return saved
    terminal.print(saved.value.path)
    notes.forEach(terminal.say)
    if (weights.length === 0) return ok(undefined)
    const title = titleOf(args[0]!)
    const kept = await withServices(trainer, ({ runs }) => runs.adopt({ title, document, weights }))
    if (!kept.ok) return kept
    const { run } = kept.value
    terminal.say({
      en: `Its weights are kept as ${run}. Train from them with: layerloom train ${path.value} --from ${run}`,
      zh: `权重已保存为 ${run}。以其为起点训练：layerloom train ${path.value} --from ${run}`,
    })
    return ok(undefined)
  },
}

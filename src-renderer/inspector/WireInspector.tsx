import { formatInteger } from '../../src-core/amounts.ts'
import { sizeOf } from '../../src-core/graph/shape.ts'
import { edit } from '../actions/edit.ts'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { formatBytes } from '../training/format.ts'
import { Button } from '../ui/Button.tsx'
import { memoryLabel } from './Cost.tsx'
import { ShapeText } from './Flow.tsx'
import { NodeLink } from './NodeLink.tsx'
import { Problems } from './Problems.tsx'
import { Section } from './Section.tsx'

/** One wire: the tensor that runs along it, from where to where. */
export function WireInspector({ id }: { id: string }) {
  const t = useT()
  const { source, target, targetInput } = useEditor((state) => state.history.document.edges[id]!)
  const analysis = useEditor((state) => state.analysis)
  const from = analysis.layers.get(source)
  const isOneOfSeveral = (analysis.layers.get(target)?.inputs.length ?? 0) > 1
  const disconnect = () => edit('disconnect', { edges: [id] })
  return (
    <>
      <header className="inspector-head">
        <h2>
          <ShapeText shape={from?.shape} />
        </h2>
        <p className="quiet">
          {t({ en: 'The tensor on this wire, for one image.', zh: '该连线上的张量（单张图像）。' })}
        </p>
        <div className="inspector-buttons">
          <Button size="small" onClick={disconnect}>
            {t({ en: 'Remove the wire', zh: '断开连线' })}
          </Button>
        </div>
      </header>
      <Problems problems={analysis.problems.filter((problem) => problem.edge === id)} />
      <Section title={{ en: 'Ends', zh: '两端' }}>
        <dl className="figure-list ends">
          <div>
            <dt>{t({ en: 'From', zh: '起点' })}</dt>
            <dd>
              <NodeLink id={source} />
            </dd>
          </div>
          <div>
            <dt>{t({ en: 'To', zh: '终点' })}</dt>
            <dd>
              <NodeLink id={target} />
            </dd>
          </div>
          {isOneOfSeveral && (
            <div>
              <dt>{t({ en: 'As input', zh: '作为输入' })}</dt>
              <dd>{targetInput + 1}</dd>
            </div>
          )}
          {from?.shape && (
            <>
              <div>
                <dt>{t({ en: 'Numbers', zh: '数值个数' })}</dt>
                <dd>{formatInteger(sizeOf(from.shape))}</dd>
              </div>
              <div>
                <dt>{t(memoryLabel)}</dt>
                <dd>{formatBytes(from.activationBytes)}</dd>
              </div>
            </>
          )}
        </dl>
      </Section>
    </>
  )
}

import { useEffect, useState } from 'react'
import { formatInteger, formatShare } from '../../src-core/amounts.ts'
import type { CarryOver } from '../../src-core/training/carry-over.ts'
import type { Failure, Result } from '../../src-core/result.ts'
import type { ReportedEpoch } from '../../src-core/training/classes.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import type { Text } from '../../src-core/text.ts'
import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { WeightsChoice } from '../export/WeightsChoice.tsx'
import { useT } from '../i18n/locale.ts'
import { useEditor } from '../store/editor.ts'
import { noteStarted } from '../store/runs.ts'
import { FailureNote } from '../training/FailureNote.tsx'
import { Button } from '../ui/Button.tsx'

/** Which weights of a run the open network begins with, and which start anew, before it is trained from there. */
export function BranchForm({ run, onDone }: { run: RunSummary; onDone(): void }) {
  const t = useT()
  const { name, history } = useEditor()
  const { document } = history
  const [carried, setCarried] = useState<Result<CarryOver>>()
  const [failure, setFailure] = useState<Failure>()
  const [which, setWhich] = useState<ReportedEpoch>('last')

  useEffect(() => {
    void attempt(main.carryOver({ from: run.id, document })).then(setCarried)
  }, [run.id, document])

  const train = async () => {
    const started = await attempt(
      main.startRun({
        title: name,
        document: { ...document, training: { ...document.training, from: run.id, fromWeights: which } },
      }),
    )
    if (!started.ok) return setFailure(started.failure)
    noteStarted(started.value.run)
    onDone()
  }

  return (
    <div className="run-form">
      <p>
        {t({
          en: `The open network, “${name}”, is trained by its own plan and begins with what “${run.title}” has learned, wherever its weights still fit.`,
          zh: `当前网络“${name}”按自身的方案训练，凡形状仍相符的层都以“${run.title}”学到的权重开始。`,
        })}
      </p>
      <WeightsChoice run={run} weights={which} onChoose={setWhich} />
      {/* As tall before it is known as after, so that nothing moves. */}
      <div className="carry" aria-busy={carried === undefined}>
        {carried?.ok && <Carried carried={carried.value} />}
        {carried?.ok === false && <FailureNote failure={carried.failure} />}
      </div>
      {failure && <FailureNote failure={failure} />}
      <div className="dialog-buttons">
        <Button onClick={onDone}>{t({ en: 'Cancel', zh: '取消' })}</Button>
        <Button
          variant="primary"
          disabled={!carried?.ok || carried.value.kept.length === 0}
          onClick={() => void train()}
        >
          {t({ en: 'Train', zh: '开始训练' })}
        </Button>
      </div>
    </div>
  )
}

function Carried({ carried: { kept, anew, left, keptParams, params } }: { carried: CarryOver }) {
  const t = useT()
  const share = formatShare(keptParams, params)
  // A layer whose shape is another now is said among those that start anew.
  const gone = left.filter((id) => !anew.some(({ layer }) => layer === id))
  return (
    <>
      <p className="carry-share">
        <progress className="bar" max={params} value={keptParams} aria-hidden />
        {t({
          en: `${formatInteger(keptParams)} of ${formatInteger(params)} parameters are kept (${share}).`,
          zh: `保留 ${formatInteger(keptParams)} / ${formatInteger(params)} 个参数（${share}）。`,
        })}
      </p>
      <Layers
        title={{ en: 'Start anew', zh: '重新初始化' }}
        none={{ en: 'No layer', zh: '没有层' }}
        rows={[
          ...anew.map(({ layer, reason }) => ({ layer, why: reason })),
          ...kept.flatMap(({ layer, anew }) => (anew.length > 0 ? [{ layer, why: namesIn(anew) }] : [])),
        ]}
      />
      <Layers
        title={{ en: 'Keep their weights', zh: '保留权重' }}
        none={{ en: 'No layer: none of the weights fits.', zh: '没有层：权重均不相符。' }}
        rows={kept.map(({ layer, from, weights, anew }) => ({
          layer,
          why: anew.length > 0 ? namesIn(weights) : from === layer ? undefined : renamedFrom(from),
        }))}
      />
      {gone.length > 0 && (
        <Layers
          title={{ en: 'Left behind: not in this network', zh: '不再使用：当前网络中没有' }}
          none={{ en: 'No layer', zh: '没有层' }}
          rows={gone.map((layer) => ({ layer, why: undefined }))}
        />
      )}
    </>
  )
}

const namesIn = (names: readonly string[]): Text => ({
  en: `Its ${names.join(', ')} alone.`,
  zh: `仅 ${names.join('、')}。`,
})

const renamedFrom = (id: string): Text => ({ en: `It was ${id}.`, zh: `原为 ${id}。` })

function Layers({ title, none, rows }: { title: Text; none: Text; rows: { layer: string; why: Text | undefined }[] }) {
  const t = useT()
  return (
    <section>
      <h3>
        {t(title)} <small>{rows.length}</small>
      </h3>
      {rows.length === 0 && <p>{t(none)}</p>}
      <ul>
        {rows.map(({ layer, why }) => (
          <li key={layer}>
            <code>{layer}</code> {why && <span>{t(why)}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

import { attempt } from '../bridge/attempt.ts'
import { main } from '../bridge/main.ts'
import { sayFailure } from '../files/saving.ts'
import { useT } from '../i18n/locale.ts'
import type { RunSummary } from '../../src-core/training/run.ts'
import { askAboutRun, selectRun, useRuns } from '../store/runs.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { BranchForm } from './BranchForm.tsx'
import { FurtherForm } from './FurtherForm.tsx'

const close = () => askAboutRun(undefined)

/** What is asked about a run before something is done with it. */
export function RunQuestions() {
  const t = useT()
  const { question, runs } = useRuns()
  const run = runs?.find(({ id }) => id === question?.run)
  const what = run && question?.what
  return (
    <>
      <Dialog open={what === 'delete'} onClose={close} title={t({ en: 'Delete this run?', zh: '删除此训练记录？' })}>
        {run && <DeleteRun run={run} />}
      </Dialog>
      <Dialog open={what === 'further'} onClose={close} title={t({ en: 'Train further', zh: '追加训练' })}>
        {run && <FurtherForm run={run} onDone={close} />}
      </Dialog>
      <Dialog
        open={what === 'branch'}
        onClose={close}
        title={t({ en: 'Train from the weights of a run', zh: '以训练记录的权重开始训练' })}
        size="wide"
      >
        {run && <BranchForm run={run} onDone={close} />}
      </Dialog>
    </>
  )
}

/** Deleting a run cannot be undone, so it asks. */
function DeleteRun({ run }: { run: RunSummary }) {
  const t = useT()
  const remove = async () => {
    close()
    const removed = await attempt(main.deleteRun({ run: run.id }))
    if (removed.ok) selectRun(undefined)
    else sayFailure(removed.failure)
  }
  return (
    <>
      <p>
        {t({
          en: `The curves, the log and the weights of “${run.title}” are deleted for good. Exported models stay where they are.`,
          zh: `“${run.title}”的曲线、日志与权重将被永久删除。已导出的模型不受影响。`,
        })}
      </p>
      <div className="dialog-buttons">
        <Button onClick={close}>{t({ en: 'Cancel', zh: '取消' })}</Button>
        <Button variant="danger" onClick={() => void remove()}>
          {t({ en: 'Delete', zh: '删除' })}
        </Button>
      </div>
    </>
  )
}

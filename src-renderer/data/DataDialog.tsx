import { describedData, useData } from '../store/data.ts'
import { closeOverlay } from '../store/view.ts'
import { useT } from '../i18n/locale.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Augmenting } from './Augmenting.tsx'
import { Classes } from './Classes.tsx'
import { Facts } from './Facts.tsx'
import { Source } from './Source.tsx'
import './data.css'

/** What is trained on: where the images come from, what they are, and what is done to them on their way. */
export function DataDialog() {
  const t = useT()
  const described = useData(describedData)
  return (
    <Dialog open onClose={closeOverlay} title={t({ en: 'Data', zh: '数据' })} size="full">
      <div className="data">
        <Source />
        <Facts />
        {described && <Classes described={described} />}
        {described && <Augmenting />}
      </div>
    </Dialog>
  )
}

// One question, asked once, in words that name the thing. Escape and 取消 mean no; 取消 has the focus.
export interface Question {
  title: string;
  text?: string;
  ok: string;
  danger?: boolean;
}

export function ask(question: Question): Promise<boolean> {
  const dialog = document.createElement('dialog');
  if (typeof dialog.showModal !== 'function') return Promise.resolve(window.confirm([question.title, question.text].filter(Boolean).join('\n')));
  const title = Object.assign(document.createElement('h2'), { textContent: question.title, id: 'ask-title' });
  const row = Object.assign(document.createElement('div'), { className: 'btn-row' });
  const no = Object.assign(document.createElement('button'), { type: 'button', className: 'btn', textContent: '取消' });
  const yes = Object.assign(document.createElement('button'), { type: 'button', className: question.danger ? 'btn btn-danger' : 'btn btn-primary', textContent: question.ok });
  row.append(no, yes);
  dialog.className = 'dialog';
  dialog.setAttribute('aria-labelledby', title.id);
  dialog.append(title);
  if (question.text) {
    dialog.append(Object.assign(document.createElement('p'), { textContent: question.text, id: 'ask-text' }));
    dialog.setAttribute('aria-describedby', 'ask-text');
  }
  dialog.append(row);
  document.body.append(dialog);
  return new Promise(resolve => {
    no.addEventListener('click', () => dialog.close());
    yes.addEventListener('click', () => dialog.close('yes'));
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
    dialog.showModal();
    no.focus();
  });
}

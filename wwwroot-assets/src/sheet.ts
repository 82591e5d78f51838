import './sheet.scss';

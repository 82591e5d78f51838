import './site.scss';

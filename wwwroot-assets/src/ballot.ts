import './ballot.scss';

import './widget.scss';

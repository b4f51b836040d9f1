-- The images of one uploader that are attached to nothing, which are counted before each upload.

create index image_unattached on image (uploader_id, room_id);

//! One test binary: the rules of the world, and the doors to it.

mod doors;
mod mtproto;
mod playground;
mod world;

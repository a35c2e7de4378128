namespace NativeTorch.IO.Pickle;

/// <summary>The instructions of Python's pickle format, protocols 0 to 5; the names are those of Python's <c>pickletools</c>.</summary>
enum PickleOpcode : byte
{
    // Values
    None = (byte)'N', NewTrue = 0x88, NewFalse = 0x89, Int = (byte)'I', BinInt = (byte)'J', BinInt1 = (byte)'K', BinInt2 = (byte)'M',
    Long = (byte)'L', Long1 = 0x8a, Long4 = 0x8b, Float = (byte)'F', BinFloat = (byte)'G',
    String = (byte)'S', BinString = (byte)'T', ShortBinString = (byte)'U',
    Unicode = (byte)'V', BinUnicode = (byte)'X', ShortBinUnicode = 0x8c, BinUnicode8 = 0x8d,
    BinBytes = (byte)'B', ShortBinBytes = (byte)'C', BinBytes8 = 0x8e, ByteArray8 = 0x96,

    // Containers
    EmptyList = (byte)']', Append = (byte)'a', Appends = (byte)'e', List = (byte)'l',
    EmptyTuple = (byte)')', Tuple = (byte)'t', Tuple1 = 0x85, Tuple2 = 0x86, Tuple3 = 0x87,
    EmptyDict = (byte)'}', Dict = (byte)'d', SetItem = (byte)'s', SetItems = (byte)'u',
    EmptySet = 0x8f, AddItems = 0x90, FrozenSet = 0x91,

    // The stack and the memo
    Mark = (byte)'(', Pop = (byte)'0', PopMark = (byte)'1', Dup = (byte)'2',
    Get = (byte)'g', BinGet = (byte)'h', LongBinGet = (byte)'j', Put = (byte)'p', BinPut = (byte)'q', LongBinPut = (byte)'r',
        Memoize = 0x94,

    // Globals and what is made of them
    Global = (byte)'c', StackGlobal = 0x93, Reduce = (byte)'R', Build = (byte)'b', Inst = (byte)'i', Obj = (byte)'o', NewObj = 0x81,
    NewObjEx = 0x92, Ext1 = 0x82, Ext2 = 0x83, Ext4 = 0x84, PersId = (byte)'P', BinPersId = (byte)'Q',

    // Others
    Proto = 0x80, Frame = 0x95, Stop = (byte)'.', NextBuffer = 0x97, ReadOnlyBuffer = 0x98,
}

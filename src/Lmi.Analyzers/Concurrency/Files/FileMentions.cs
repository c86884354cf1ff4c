using System;
using System.Collections.Generic;
using System.Linq;
using Lmi.Analyzers.Knowledge;

namespace Lmi.Analyzers.Concurrency.Files;

/// <summary>
/// The names by which code that writes or deletes files gives itself away, for finding helpers in other trees: of the members that facts name, and of types
/// where a member's own name is on everybody's lips.
/// </summary>
internal static class FileMentions
{
    private static readonly HashSet<string> s_common = new(StringComparer.Ordinal)
    {
        ".ctor", "Create", "Open", "Copy", "CopyTo", "Move", "MoveTo", "Replace", "Start", "Add", "Write", "Delete", "Load", "Path", "New", "Dump", "Run", "Process", "Build", "Transform", "Export", "Generate",
    };

    private static readonly string[] s_types = { "File", "FileStream", "StreamWriter", "Directory", "ZipFile", "MemoryMappedFile", "XmlTextWriter" };

    public static IEnumerable<string> Of(KnowledgeBase knowledge) =>
        knowledge.NamesOf(Verdict.WritesPath).Concat(knowledge.NamesOf(Verdict.DeletesPath)).Where(static n => !s_common.Contains(n)).Concat(s_types).Concat(knowledge.UserNames(Verdict.WritesPath)).Distinct();
}

using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using Amazon.Lambda.Core;
using Amazon.Lambda.SNSEvents;

namespace Corpus.Hazards.PassedToMutator;

/// <summary>A helper that changes its argument is safe or not by what it is given.</summary>
public static class Merge
{
    public static void Into(Dictionary<string, int> target, IEnumerable<string> words)
    {
        foreach (var word in words)
        {
            target[word] = target.GetValueOrDefault(word) + 1; //? LMI1001
        }
    }
}

public class Function
{
    private static readonly Dictionary<string, int> s_totals = [];
    private static readonly Dictionary<string, int> s_views = [];
    private static readonly List<string> s_subjects = [];

    public int Handle(SNSEvent evt, ILambdaContext context)
    {
        var mine = new Dictionary<string, int>();
        foreach (var record in evt.Records)
        {
            Merge.Into(mine, record.Sns.Message.Split(' '));
        }

        Merge.Into(s_totals, mine.Keys); //! LMI1001
        CollectionsMarshal.GetValueRefOrAddDefault(mine, "all", out _)++;
        return mine.Values.Sum() + View(evt.Records.Count) + Subjects(mine.Keys);
    }

    private static int View(int count)
    {
        ref var views = ref CollectionsMarshal.GetValueRefOrAddDefault(s_views, "views", out _); //! LMI1001
        return views + count;
    }

    private static int Subjects(IEnumerable<string> subjects)
    {
        var own = new List<string>();
        own.AddRange(subjects);
        s_subjects.AddRange(own); //! LMI1001
        return own.Count;
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using Amazon.Lambda.Core;

namespace Elements
{
    public sealed class Step
    {
        private int _runs, _folds, _tests, _pairs;

        public string Run(string s)
        {
            {|LMI1002:_runs++|};
            return s;
        }

        public string Fold(string s)
        {
            {|LMI1002:_folds++|};
            return s;
        }

        public bool Test(string s)
        {
            {|LMI1002:_tests++|};
            return s.Length > 0;
        }

        public string Pair(string s)
        {
            {|LMI1002:_pairs++|};
            return s;
        }
    }

    /// <summary>Nobody runs these but on copies of its own.</summary>
    public sealed class Draft
    {
        private int _edits;

        public Draft Edit()
        {
            _edits++;
            return this;
        }

        public string Text => "";
    }

    public class Function
    {
        private static readonly Step[] Steps = [new(), new()];
        private readonly List<Step> _rules = [new()];
        private readonly List<string> _names = ["a"];

        public string Handle(string input, ILambdaContext context)
        {
            var drafts = _names.Select(static n => new Draft()).Select(static d => d.Edit()).ToList();
            var own = new List<Draft> { new() };
            var edited = own.Aggregate(input, (s, d) => s + d.Edit().Text) + drafts.Count;
            var run = Steps.Select(s => s.Run(input)).ToList();
            var rule = _rules.FirstOrDefault(r => r.Test(input));
            var pairs = _names.Zip(_rules, (n, r) => r.Pair(n)).Count();
            return Steps.Aggregate(edited, (s, step) => step.Fold(s)) + run.Count + rule + pairs;
        }
    }
}

using System;
using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Amazon.Lambda.Core;

namespace Tables
{
    public class Function
    {
        static int s_echo, s_count, s_frozen, s_immutable, s_list, s_array, s_field, s_added, s_set, s_built, s_atomic;

        static readonly Dictionary<string, Func<string, string>> Routes = new()
        {
            ["echo"] = Echo,
            ["count"] = s =>
            {
                {|LMI1002:s_count++|};
                return s;
            },
            ["atomic"] = s => s + Interlocked.Increment(ref s_atomic),
        };

        static readonly FrozenDictionary<string, Action> Frozen = new Dictionary<string, Action> { { "a", () => {|LMI1002:s_frozen++|} } }.ToFrozenDictionary();
        static readonly ImmutableArray<Action> Immutable = new Action[] { () => {|LMI1002:s_immutable++|}, Nothing }.ToImmutableArray();
        static readonly Func<string, string> Field = Kept;
        static readonly Dictionary<string, Action> Built = Build();
        private readonly List<Action> _list = [() => {|LMI1002:s_list++|}];
        private readonly Action[] _array = { Fill };
        private readonly Dictionary<string, Action> _added = new();
        private readonly ConcurrentDictionary<string, Action> _set = new();
        private readonly Action<int> _own;
        private int _total;

        public Function()
        {
            _own = AddUp;
            _added.Add("a", () => {|LMI1002:s_added++|});
            _set["a"] = Put;
        }

        public string Handle(string input, ILambdaContext context)
        {
            Frozen["a"]();
            Immutable[0].Invoke();
            _list[0]();
            foreach (var fill in _array)
            {
                fill();
            }

            _added.Values.ToList().ForEach(a => a());
            if (_set.TryGetValue(input, out var put))
            {
                put?.Invoke();
            }

            _own(1);
            Built["b"]();
            var route = Routes.TryGetValue(input, out var found) ? found : Field;
            return route(input);
        }

        private static string Echo(string s)
        {
            {|LMI1002:s_echo++|};
            return s;
        }

        private static string Kept(string s)
        {
            {|LMI1002:s_field++|};
            return s;
        }

        private static Dictionary<string, Action> Build()
        {
            var built = new Dictionary<string, Action>();
            built["b"] = () => {|LMI1002:s_built++|};
            return built;
        }

        private static void Nothing()
        {
        }

        private static void Fill() => {|LMI1002:s_array++|};

        private static void Put() => {|LMI1002:s_set++|};

        private void AddUp(int by) => {|LMI1002:_total|} += by;
    }
}

namespace Captured
{
    public class Function
    {
        static readonly Func<int> Next = Counter();

        public int Handle(string input, ILambdaContext context) => Next() + Own();

        private static Func<int> Counter()
        {
            var n = 0;
            return () => {|LMI1002:++n|};
        }

        private static int Own()
        {
            var next = OwnCounter();
            return next() + next();
        }

        private static Func<int> OwnCounter()
        {
            var n = 0;
            return () => ++n;
        }
    }
}

namespace OnceOrElsewhere
{
    /// <summary>Steps of the start-up, of an object of its own, under a lock, and what only makes or selects.</summary>
    public class Function
    {
        static readonly Dictionary<string, int> Table = new();
        static readonly Action[] StartUp = { FillTable, () => Table["b"] = 2 };
        static readonly Dictionary<string, Lazy<List<string>>> Lists = new() { ["a"] = new(Load) };
        static readonly Dictionary<string, Func<string, string>> Named = Table.Keys.ToDictionary(Name, k => (Func<string, string>)(s => s + k));
        static readonly object Gate = new();
        static readonly Action Guarded = AddOne;
        static int s_loads, s_names, s_ones;

        public Function()
        {
            foreach (var step in StartUp)
            {
                step();
            }
        }

        public string Handle(string input, ILambdaContext context)
        {
            lock (Gate)
            {
                Guarded();
            }

            return new Parser().Parse(Named["a"](input)) + Lists["a"].Value.Count + Table.Count;
        }

        private static void FillTable() => Table["a"] = 1;

        private static string Name(string key)
        {
            s_names++;
            return key;
        }

        private static List<string> Load()
        {
            s_loads++;
            return new List<string>();
        }

        private static void AddOne() => s_ones++;

        private sealed class Parser
        {
            private readonly Dictionary<char, Action> _actions;
            private int _depth;

            public Parser() => _actions = new() { ['('] = Open, [')'] = () => _depth-- };

            public string Parse(string text)
            {
                foreach (var c in text)
                {
                    if (_actions.TryGetValue(c, out var act))
                    {
                        act();
                    }
                }

                return text + _depth;
            }

            private void Open() => _depth++;
        }
    }
}

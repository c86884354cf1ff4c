using Amazon.Lambda.Core;
using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace A
{
    public class Cfg
    {
        public string V = "";
        public static Task<Cfg> LoadAsync() => Task.FromResult(new Cfg());
        public static Cfg Load() => new();
    }

    public class Function
    {
        static Cfg? s_a;
        Cfg? _b;
        static Cfg? s_c;
        bool _ready;
        static readonly object G = new();
        static Cfg? s_ok;
        static DateTimeOffset? s_when;
        static volatile Cfg? s_v;
        static Dictionary<string, string>? s_map;
        static Cfg? s_d;
        static Cfg C
        {
            get
            {
                if (s_c != null)
                    return s_c;
                {|LMI1003:s_c|} = Cfg.Load();
                return s_c;
            }
        }

        static Cfg Ok
        {
            get
            {
                if (s_ok == null)
                    lock (G)
                    {
                        if (s_ok == null)
                            s_ok = Cfg.Load();
                    }

                return s_ok;
            }
        }

        static Cfg Ok2
        {
            get
            {
                if (s_v is { } v)
                    return v;
                lock (G)
                {
                    return s_v ??= Cfg.Load();
                }
            }
        }

        static DateTimeOffset When
        {
            get
            {
                if (s_when == null)
                {
                    lock (G)
                    {
                        if (s_when == null)
                            {|LMI1003:s_when|} = DateTimeOffset.UtcNow;
                    }
                }

                return s_when.Value;
            }
        }

        static Dictionary<string, string> Map
        {
            get
            {
                if (s_map == null)
                {
                    lock (G)
                    {
                        if (s_map == null)
                        {
                            {|LMI1003:s_map|} = new();
                            s_map["a"] = "b";
                        }
                    }
                }

                return s_map;
            }
        }

        public async Task<string> Handle(string e, ILambdaContext c)
        {
            {|LMI1003:s_a|} ??= Cfg.Load();
            if (_b is null)
            {
                {|LMI1003:_b|} = await Cfg.LoadAsync();
            }

            if (!_ready)
            {
                await InitAsync();
                {|LMI1003:_ready|} = true;
            }

            return (s_d ?? ({|LMI1003:s_d|} = Cfg.Load())).V + C.V + Ok.V + Ok2.V + When + Map.Count;
        }

        Task InitAsync() => Task.CompletedTask;
    }
}
